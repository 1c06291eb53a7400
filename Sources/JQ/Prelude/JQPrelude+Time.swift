extension JQPrelude {
  /// Definitions of dates that know one time zone, UTC.
  ///
  /// libjq's `mktime` and `localtime` read `TZ`; its `strftime` and `strptime` do for some formats, and its `strftime`
  /// ends the process where a year is out of range. The two conversions are done by arithmetic on days since the
  /// first of March of the year 0.
  static let time = """
    def _ge_zone($what): error($what + " reads the machine's time zone: use gmtime and strftime");
    def localtime: _ge_zone("localtime");
    def strflocaltime(f): _ge_zone("strflocaltime");
    def mktime:
      if type != "array" then error("mktime requires array inputs")
      elif length < 6 or any(.[0:6][]; type != "number" or . != . or . > 1e9 or . < -1e9)
      then error("mktime requires parsed datetime inputs")
      else [.[0:6][] | if . < 0 then ceil else floor end]
      | (.[0] * 12 + .[1]) as $months
      | ($months / 12 | floor) as $y
      | ($months - 12 * $y) as $m
      | (if $m < 2 then $y - 1 else $y end) as $y
      | ((153 * (if $m < 2 then $m + 10 else $m - 2 end) + 2) / 5 | floor) as $days
      | (365 * $y + ($y / 4 | floor) - ($y / 100 | floor) + ($y / 400 | floor)
        + $days + .[2] - 1 - 719468) * 86400 + .[3] * 3600 + .[4] * 60 + .[5]
      end;
    def gmtime:
      if type != "number" then error("gmtime() requires numeric inputs")
      elif . != . or . > 1e13 or . < -1e13 then error("gmtime() requires seconds of a known year")
      else . as $time
      | floor as $all
      | ($all / 86400 | floor) as $days
      | ($all - $days * 86400) as $rest
      | ($days + 719468) as $z
      | ($z / 146097 | floor) as $era
      | ($z - $era * 146097) as $d
      | (($d - ($d / 1460 | floor) + ($d / 36524 | floor) - ($d / 146096 | floor)) / 365 | floor) as $y
      | ($d - (365 * $y + ($y / 4 | floor) - ($y / 100 | floor))) as $d
      | ((5 * $d + 2) / 153 | floor) as $p
      | (if $p < 10 then $p + 2 else $p - 10 end) as $m
      | (400 * $era + $y + (if $m < 2 then 1 else 0 end)) as $year
      | [$year, $m, $d - ((153 * $p + 2) / 5 | floor) + 1, ($rest / 3600 | floor),
        ($rest / 60 | floor) - ($rest / 3600 | floor) * 60,
        $rest - ($rest / 60 | floor) * 60 + ($time - $all),
        ($days + 4) - (($days + 4) / 7 | floor) * 7,
        if $m < 2 then $d - 306
        elif ($y | . / 4 == (. / 4 | floor)) and (($y | . / 100 != (. / 100 | floor)) or $y == 0)
        then $d + 60 else $d + 59 end]
      end;
    def _ge_strptime(f): strptime(f);
    def strptime(f): f as $f
      | if ($f | type) == "string" and ($f | test("(^|[^%])(%%)*%[-_0^#+]*[0-9]*[EO]?s"))
        then error("strptime: %s reads the machine's time zone")
        else _ge_strptime($f) end;
    def _ge_strftime(f): strftime(f);
    def strftime(f): f as $f
      | if type == "number" then gmtime else . end
      | if type != "array" then error("strftime/1 requires parsed datetime inputs")
        elif ($f | type) != "string" then error("strftime/1 requires a string format")
        elif ($f | length) > 4096 then error("strftime/1: the format is too long")
        elif length < 8 or any(.[]; type != "number" or . != . or . > 1e9 or . < -1e9)
        then error("strftime/1 requires parsed datetime inputs")
        elif ($f | test("(^|[^%])(%%)*%[-_0^#+]*[0-9]*[EO]?[sZ]"))
        then error("strftime: %Z and %s read the machine's time zone: write Z or UTC")
        else _ge_strftime($f) end;
    def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime;
    def todateiso8601: strftime("%Y-%m-%dT%H:%M:%SZ");
    def fromdate: fromdateiso8601;
    def todate: todateiso8601;
    """
}
