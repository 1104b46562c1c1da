internal import CHDF5

/// The HDF5 library as a whole: how it is started, and types that live as
/// long as the process.
enum HDF5Library {
  /// Whether the library is up.
  ///
  /// Its exit handler is declined before anything else: after a failed write
  /// HDF5 1.10 may crash in it, and everything is closed by then anyway.
  private static let isStarted: Bool = {
    H5dont_atexit()
    return H5open() >= 0
  }()

  /// Starts the library and keeps it from printing errors.
  ///
  /// Printing is a setting of each thread, so this goes before every call.
  static func start() {
    _ = isStarted
    H5Eset_auto2(sweep_H5E_DEFAULT(), nil, nil)
  }

  /// The type of texts of any length in UTF-8; never closed.
  static let text: hid_t = {
    start()
    let type = H5Tcopy(sweep_H5T_C_S1())
    H5Tset_size(type, sweep_H5T_VARIABLE())
    H5Tset_cset(type, H5T_CSET_UTF8)
    return type
  }()
}

extension ElementType {
  /// How a file holds values of this type: little-endian on every machine.
  var stored: hid_t {
    HDF5Library.start()
    return switch self {
    case .float64: sweep_H5T_IEEE_F64LE()
    case .int8: sweep_H5T_STD_I8LE()
    case .uint8: sweep_H5T_STD_U8LE()
    case .int64: sweep_H5T_STD_I64LE()
    case .text: HDF5Library.text
    }
  }

  /// How memory holds values of this type.
  var inMemory: hid_t {
    HDF5Library.start()
    return switch self {
    case .float64: sweep_H5T_NATIVE_DOUBLE()
    case .int8: sweep_H5T_NATIVE_INT8()
    case .uint8: sweep_H5T_NATIVE_UINT8()
    case .int64: sweep_H5T_NATIVE_INT64()
    case .text: HDF5Library.text
    }
  }

  /// How many bytes a file needs for a value beside what a text refers to.
  var bytesInFile: Int {
    switch self {
    case .float64, .int64: 8
    case .int8, .uint8: 1
    // Its length, and where its characters lie.
    case .text: 16
    }
  }

  /// The type that an HDF5 type stands for, if it is one of these.
  init?(of type: hid_t) {
    let size = H5Tget_size(type)
    let isSigned = H5Tget_sign(type) == H5T_SGN_2
    switch H5Tget_class(type) {
    case H5T_FLOAT where size == 8: self = .float64
    case H5T_INTEGER where size == 1: self = isSigned ? .int8 : .uint8
    case H5T_INTEGER where size == 8 && isSigned: self = .int64
    case H5T_STRING where H5Tis_variable_str(type) > 0: self = .text
    default: return nil
    }
  }
}
