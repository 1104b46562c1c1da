/// The version of the engine, as in its tags and its change log.
public let engineVersion = "0.1.0"

/// The version of the numbers: it rises when the stored digits of any experiment change, so that
/// old and new ones are never mixed in one result.
public let numericsVersion = 3

/// The version of the layout of result files; docs/file-format.md says when it rises.
public let resultFormatVersion = 1
