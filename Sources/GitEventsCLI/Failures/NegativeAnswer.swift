/// The question was answered on standard output, and the answer is no: the tool ends with status 1 and says no more.
struct NegativeAnswer: Error {}

/// What was asked about is damaged, and standard output says how: the tool ends with status 5 and says no more.
struct DamageFound: Error {}
