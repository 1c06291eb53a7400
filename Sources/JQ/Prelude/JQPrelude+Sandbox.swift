extension JQPrelude {
  /// Definitions that take away what is outside of the program and its input.
  ///
  /// Files, modules, the environment, the terminal, other inputs and the end of the process: each of jq's functions
  /// for them is an error that says so. `$ENV` is bound to `{}` by the wrapper.
  static let sandbox = """
    def _ge_no($what): error($what + " is not available: a program here sees its input and $event only");
    def env: {};
    def input: _ge_no("input");
    def inputs: _ge_no("inputs");
    def _input: _ge_no("input");
    def input_filename: _ge_no("input_filename");
    def input_line_number: _ge_no("input_line_number");
    def modulemeta: _ge_no("modulemeta");
    def get_search_list: _ge_no("get_search_list");
    def get_prog_origin: _ge_no("get_prog_origin");
    def get_jq_origin: _ge_no("get_jq_origin");
    def debug: _ge_no("debug");
    def debug(m): _ge_no("debug");
    def stderr: _ge_no("stderr");
    def halt: _ge_no("halt");
    def halt_error: _ge_no("halt_error");
    def halt_error(c): _ge_no("halt_error");
    """
}
