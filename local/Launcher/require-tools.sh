# Sourced by ./run, ./test and ./bench from the repository root: says plainly which tool is missing.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

if ! dotnet --version >/dev/null 2>&1; then
  echo "Campaigns needs the .NET 10 SDK: https://dotnet.microsoft.com/download ('dotnet --version' says: $(dotnet --version 2>&1 | head -1))" >&2
  exit 1
fi

node_version=$(node --version 2>/dev/null || echo none)
node_major=${node_version#v}
node_major=${node_major%%.*}
if ! [ "$node_major" -ge 20 ] 2>/dev/null || ! command -v npm >/dev/null; then
  echo "Campaigns needs Node.js 20 or later with npm: https://nodejs.org (found: $node_version)" >&2
  exit 1
fi

# build PROJECT OPTIONS...: two builds of one checkout at once (./run beside ./test) take turns where flock exists.
build() {
  mkdir -p -m 700 .data
  (
    if command -v flock >/dev/null; then flock 9; fi
    # No build node stays behind, and the compiler's server, which ends by itself, does not inherit the lock.
    dotnet build "$@" -v quiet --nologo -nodeReuse:false -clp:NoSummary 9>&-
  ) 9>.data/.build.lock
}
