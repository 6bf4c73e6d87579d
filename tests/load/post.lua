-- Posts prepared deliveries in turn, each line of the file being "signature<TAB>body"; threads share no lines.
local lines, place, threads = {}, 0, 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  local file = assert(io.open(args[1], "r"))
  for line in file:lines() do
    local tab = line:find("\t", 1, true)
    lines[#lines + 1] = { line:sub(1, tab - 1), line:sub(tab + 1) }
  end
  file:close()
end

function request()
  place = place % #lines + 1
  local headers = { ["Content-Type"] = "application/json", ["X-Hub-Signature-256"] = lines[place][1] }
  return wrk.format("POST", nil, headers, lines[place][2])
end

function done(summary, latency, requests)
  local bad = summary.errors.connect + summary.errors.read + summary.errors.write
            + summary.errors.status + summary.errors.timeout
  io.write(string.format("FIGURES %.1f %.2f %.2f %.2f %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3, bad))
end
