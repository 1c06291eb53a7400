extension JQPrelude {
  /// Definitions that keep libjq 1.6 from ending the process over a size.
  ///
  /// It does for a string repeated beyond 2 GiB, for an index that makes an array larger than memory, for a remainder by
  /// -1, and it hangs in the deletion of a path that holds NaN. A path whose value is there needs no check.
  static let sizes = """
    def _ge_times(a; b): a * b;
    def _ge_repeat($text; $n):
      if _ge_times($text | utf8bytelength; $n) > 67108864
      then error("a repeated string may have 64 MiB at most") else _ge_times($text; $n) end;
    def _multiply(a; b): b as $b | a as $a
      | if ($a | type) == "string" and ($b | type) == "number" then _ge_repeat($a; $b)
        elif ($b | type) == "string" and ($a | type) == "number" then _ge_repeat($b; $a)
        else _ge_times($a; $b) end;
    def _ge_rest(a; b): a % b;
    def _mod(a; b): b as $b | a as $a
      | if ($b | type) == "number" and $b <= -1 and $b > -2 then _ge_rest($a; 1)
        else _ge_rest($a; $b) end;
    def _ge_setpath(p; v): setpath(p; v);
    def _ge_new($p; $v):
      if any($p[]; type == "number" and . > 16777216) then error("Array index too large")
      else _ge_setpath($p; $v) end;
    def setpath(p; v): p as $p | v as $v
      | if ($p | type) == "array" then _ge_new($p; $v) else _ge_setpath($p; $v) end;
    def _assign(paths; $v):
      reduce path(paths) as $p (.;
        if getpath($p) then _ge_setpath($p; $v) else _ge_new($p; $v) end);
    def _ge_delpaths(p): delpaths(p);
    def delpaths(p): p as $p
      | if any($p[]?[]?; . != . or (type == "object" and (.start != .start or .end != .end)))
        then error("a path holds NaN") else _ge_delpaths($p) end;
    def del(f): delpaths([path(f)]);
    def _modify(paths; update):
      reduce path(paths) as $p (.;
        label $out
        | (getpath($p) as $old | ($old | update) as $new
          | if $old then _ge_setpath($p; $new) else _ge_new($p; $new) end
          | ., break $out),
          delpaths([$p]));
    def _ge_fromstream(i): fromstream(i);
    def fromstream(i): _ge_fromstream(i
      | if (.[0] | type) == "array" and any(.[0][]; type == "number" and . > 16777216)
        then error("Array index too large") else . end);
    """
}
