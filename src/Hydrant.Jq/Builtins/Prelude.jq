# Builtins that jq says best itself.

# Choosing
def select(test): if test then . else empty end;
def values: select(. != null);
def nulls: select(. == null);
def booleans: select(type == "boolean");
def numbers: select(type == "number");
def strings: select(type == "string");
def arrays: select(type == "array");
def objects: select(type == "object");
def iterables: select(type | . == "array" or . == "object");
def scalars: select(type | . != "array" and . != "object");
def scalars_or_empty: scalars;
def finites: select(isinfinite or isnan | not);
def normals: select(isnormal);

# Changing every element
def map(f): [.[] | f];
def map_values(f): .[] |= f;
def to_entries: [keys_unsorted[] as $k | {key: $k, value: .[$k]}];
def with_entries(f): to_entries | map(f) | from_entries;
def walk(f): def visit: if type == "object" then with_entries(.value |= visit) | f
  elif type == "array" then map(visit) | f else f end; visit;
def del(paths): delpaths([path(paths)]);

# Reaching
def recurse_down: recurse;
def paths: path(..) | select(length > 0);
def paths(test): path(.. | select(test)) | select(length > 0);
def leaf_paths: paths(scalars);
def in(container): . as $key | container | has($key);
def inside(container): . as $part | container | contains($part);
def tostream: path(def visit: (.[]? | visit), .; visit) as $p | getpath($p)
  | reduce path(.[]?) as $q ([$p, .]; [$p + $q]);
def fromstream(events): {x: null, e: false} as $start
  | foreach events as $event ($start;
      if .e then $start else . end
      | if $event | length == 2
        then setpath(["e"]; $event[0] | length == 0) | setpath(["x"] + $event[0]; $event[1])
        else setpath(["e"]; $event[0] | length == 1) end;
      if .e then .x else empty end);
def truncate_stream(events): . as $depth | null | events | . as $event
  | if .[0] | length > $depth then setpath([0]; .[0][$depth:]) else empty end;

# Sorting and grouping
def sort_by(f): _sort_by(map([f]));
def group_by(f): _group_by(map([f]));
def unique_by(f): _unique_by(map([f]));
def min_by(f): _min_by(map([f]));
def max_by(f): _max_by(map([f]));
def INDEX(source; key): reduce source as $row ({}; .[$row | key | tostring] |= $row);
def INDEX(key): INDEX(.[]; key);
def IN(source): any(source == .; .);
def IN(source; other): any(source == other; .);
def JOIN($index; key): [.[] | [., $index[key]]];
def JOIN($index; source; key): source | [., $index[key]];
def JOIN($index; source; key; joined): source | [., $index[key]] | joined;
def combinations: if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $rest | [$x] + $rest end;
def combinations(n): . as $dot | [range(n)] | map($dot) | combinations;
def any: any(.);
def all: all(.);
def any(test): any(.[]; test);
def all(test): all(.[]; test);
def add: reduce .[] as $x (null; . + $x);

# Counting outputs
def last(f): reduce f as $x (null; $x);
def first: .[0];
def last: .[-1];
def nth($n): .[$n];
def nth($n; f): if $n < 0 then error("nth doesn't support negative indices") else last(limit($n + 1; f)) end;
def isvalid(f): try (f | true) catch false;

# Texts
def join($between): reduce .[] as $x (null;
  (if . == null then "" else . + $between end)
  + ($x | if . == null then "" elif type == "string" then . else if type == "boolean" or type == "number" then tojson else . end end)) // "";
def index($sought): indices($sought) | .[0];
def rindex($sought): indices($sought) | .[-1:][0];
def ascii: [.] | implode;
def todate: strftime("%Y-%m-%dT%H:%M:%SZ");
def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime;
def todateiso8601: strftime("%Y-%m-%dT%H:%M:%SZ");
def fromdate: fromdateiso8601;
def date: todate;
def dateadd(unit; $n): . + $n;
def datesub(unit; $n): . - $n;

# Regular expressions
def match($regex; $flags): _match($regex; $flags; false) | .[];
def match($regex): ($regex | type) as $kind
  | if $kind == "string" then match($regex; null)
    elif $kind == "array" and ($regex | length) > 1 then match($regex[0]; $regex[1])
    elif $kind == "array" and ($regex | length) > 0 then match($regex[0]; null)
    else error($kind + " not a string or array") end;
def test($regex; $flags): _match($regex; $flags; true);
def test($regex): ($regex | type) as $kind
  | if $kind == "string" then test($regex; null)
    elif $kind == "array" and ($regex | length) > 1 then test($regex[0]; $regex[1])
    elif $kind == "array" and ($regex | length) > 0 then test($regex[0]; null)
    else error($kind + " not a string or array") end;
def _captured: [.captures | .[] | select(.name != null) | {key: .name, value: .string}] | from_entries;
def capture($regex; $flags): match($regex; $flags) | _captured;
def capture($regex): match($regex) | _captured;
def scan($regex): match($regex; "g")
  | if .captures | length > 0 then [.captures | .[] | .string] else .string end;
def split($regex; $flags): . as $text
  | [foreach ((match($regex; $flags + "g") | [.offset, .length]), null) as $hit ([0, null];
      if $hit == null then [.[0], $text[.[0]:]] else [$hit[0] + $hit[1], $text[.[0]:$hit[0]]] end; .[1])];
def splits($regex): splits($regex; null);
def splits($regex; flags): split($regex; flags) | .[];
def sub($regex; replacement; $flags): . as $text
  | def fill($hits): if ($hits | length) == 0 then [0, ""]
      else fill($hits[:-1]) as $done | $hits[-1] as $hit
        | ($hit | _captured | replacement) as $new
        | [$hit.offset + $hit.length, $done[1] + $text[$done[0]:$hit.offset] + $new] end;
    fill([match($regex; $flags)]) as $end | $end[1] + $text[$end[0]:];
def sub($regex; replacement): sub($regex; replacement; "");
def gsub($regex; replacement; $flags): sub($regex; replacement; $flags + "g");
def gsub($regex; replacement): sub($regex; replacement; "g");

# Errors
def halt_error: error;
def halt_error($code): error;
