import Testing

/// The whole text of every message about places in unusual lines.
@Suite struct LineTests {
  @Test("a mistake is told whole", arguments: lineMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let lineMistakes = [
  Mistake(
    "a byte-order mark",
    """
    \u{FEFF}sweep: 2
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]

    """,
    """
    error: sweep: format version 2 is not known
      --> studies/trial.yaml:1:8
       |
     1 | sweep: 2
       |        ^
       = help: this program reads version 1
    """),
  Mistake(
    "Windows line ends",
    "sweep: 1\r\nname: trial\r\nexperiment: wim\r\naxes:\r\n  sigma: half\r\n  d: 1.0\r\n  p: [[0.5, 0.5]]\r\n",
    """
    error: axis 'sigma': 'half' is not a number
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: half
       |          ^
    """),
  Mistake(
    "old Macintosh line ends",
    "sweep: 1\rname: trial\rexperiment: wim\raxes:\r  sigma: half\r  d: 1.0\r  p: [[0.5, 0.5]]\r",
    """
    error: axis 'sigma': 'half' is not a number
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: half
       |          ^
    """),
  Mistake(
    "a long line",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: [0.100, 0.101, 0.102, 0.103, 0.104, 0.105, 0.106, 0.107, 0.108, 0.109, 0.110, \
    0.111, 0.112, 0.113, 0.114, 0.115, 0.116, 0.117, 0.118, 0.119, 0.120, 0.121, 0.122, 0.123, \
    0.124, 0.125, 0.126, 0.127, 0.128, 0.129, 0.130, 0.131, 0.132, 0.133, 0.134, 0.135, 0.136, \
    0.137, 0.138, 0.139, 0.140, 0.141, 0.142, 0.143, 0.144, 0.145, 0.146, 0.147, 0.148, 0.149, \
    0.150, 0.151, 0.152, 0.153, 0.154, 0.155, 0.156, 0.157, 0.158, 0.159, 0.160, 0.161, 0.162, \
    0.163, 0.164, 0.165, 0.166, 0.167, 0.168, 0.169, 0.170, 0.171, 0.172, 0.173, 0.174, 0.175, \
    0.176, 0.177, 0.178, 0.179, 0.180, 0.181, 0.182, 0.183, 0.184, 0.185, 0.186, 0.187, 0.188, \
    0.189, 0.190, 0.191, 0.192, 0.193, 0.194, 0.195, 0.196, 0.197, 0.198, 0.199, half, 0.200, \
    0.201, 0.202, 0.203, 0.204, 0.205, 0.206, 0.207, 0.208, 0.209, 0.210, 0.211, 0.212, 0.213, \
    0.214, 0.215, 0.216, 0.217, 0.218, 0.219, 0.220, 0.221, 0.222, 0.223, 0.224, 0.225, 0.226, \
    0.227, 0.228, 0.229, 0.230, 0.231, 0.232, 0.233, 0.234, 0.235, 0.236, 0.237, 0.238, 0.239, \
    0.240, 0.241, 0.242, 0.243, 0.244, 0.245, 0.246, 0.247, 0.248, 0.249, 0.250, 0.251, 0.252, \
    0.253, 0.254, 0.255, 0.256, 0.257, 0.258, 0.259, 0.260, 0.261, 0.262, 0.263, 0.264, 0.265, \
    0.266, 0.267, 0.268, 0.269, 0.270, 0.271, 0.272, 0.273, 0.274, 0.275, 0.276, 0.277, 0.278, \
    0.279, 0.280, 0.281, 0.282, 0.283, 0.284, 0.285, 0.286, 0.287, 0.288, 0.289, 0.290, 0.291, \
    0.292, 0.293, 0.294, 0.295, 0.296, 0.297, 0.298, 0.299]
      d: 1.0
      p: [[0.5, 0.5]]

    """,
    """
    error: axis 'sigma': 'half' is not a number
      --> studies/trial.yaml:5:711
       |
     5 | …91, 0.192, 0.193, 0.194, 0.195, 0.196, 0.197, 0.198, 0.199, half, 0.200, 0.201, 0.202, \
    0.203, 0.…
       |                                                              ^
    """),
  Mistake(
    "a line of three digits",
    """
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    #
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: half
      d: 1.0
      p: [[0.5, 0.5]]

    """,
    """
    error: axis 'sigma': 'half' is not a number
        --> studies/trial.yaml:105:10
         |
     105 |   sigma: half
         |          ^
    """),
]
