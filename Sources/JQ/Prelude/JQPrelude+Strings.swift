extension JQPrelude {
  /// Definitions for strings that keep libjq 1.6 from ending or hanging the process.
  ///
  /// It does for `implode` of what is no code point, for the place of an empty string in another, and for empty matches
  /// in text beyond ASCII: with the flag `g` those are left out. `sub` and `gsub` are our own because jq 1.6's never
  /// end where a match is empty.
  static let strings = """
    def _ge_implode: implode;
    def implode:
      if type == "array"
        and all(.[]; type == "number" and . >= 0 and . <= 1114111 and (. < 55296 or . > 57343))
      then _ge_implode
      else error("implode input must be an array of Unicode code points") end;
    def _ge_indices($i): indices($i);
    def indices($i): if type == "string" and $i == "" then [] else _ge_indices($i) end;
    def index($i): indices($i) | .[0];
    def rindex($i): indices($i) | .[-1:][0];
    def _strindices($i):
      if type == "string" and ($i | type) == "string" then indices($i)
      else error("_strindices requires strings") end;
    def _ge_match(re; mode): match(re; mode);
    def _ge_match($val): match($val);
    def match($re; $mode):
      if type == "string" and utf8bytelength != length
        and ($mode | type) == "string" and ($mode | contains("g"))
      then _ge_match($re; $mode + "n") else _ge_match($re; $mode) end;
    def match($val):
      if ($val | type) == "array" and ($val | length) > 1 then match($val[0]; $val[1])
      else _ge_match($val) end;
    def _match_impl($re; $mode; $test):
      if $test then test($re; $mode) else [match($re; $mode)] end;
    def _ge_named: reduce (.captures[] | select(.name != null)) as $c ({}; . + {($c.name): $c.string});
    def capture($re; $mode): match($re; $mode) | _ge_named;
    def capture($val): match($val) | _ge_named;
    def scan($re):
      match($re; "g") | if (.captures | length) > 0 then [.captures[].string] else .string end;
    def splits($re; $mode): . as $text
      | [match($re; "g" + $mode)] as $all
      | range(0; ($all | length) + 1) as $i
      | $text[(if $i == 0 then 0 else $all[$i - 1] | .offset + .length end):$all[$i].offset];
    def splits($re): splits($re; null);
    def split($re; $mode): [splits($re; $mode)];
    def sub($re; s; $mode): . as $text
      | [match($re; $mode)] as $all
      | def _ge_next($i; $from; $done):
          if $i == ($all | length) then $done + $text[$from:]
          else $all[$i] as $m
          | ($m | _ge_named | s) as $new
          | _ge_next($i + 1; $m.offset + $m.length; $done + $text[$from:$m.offset] + $new) end;
        _ge_next(0; 0; "");
    def sub($re; s): sub($re; s; "");
    def gsub($re; s; $mode): sub($re; s; $mode + "g");
    def gsub($re; s): sub($re; s; "g");
    """
}
