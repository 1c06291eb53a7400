/// The question was answered on standard output, and the answer is no: the tool ends with status 1 and says no more.
struct NegativeAnswer: Error {}
