-- One session for each thread, which has one connection: what follows "--" are the values of their cookies. Prints the result as JSON.

local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(sessions)
  wrk.headers["Cookie"] = "JSESSIONID=" .. sessions[number]
  local text = wrk.format()
  request = function() return text end
end

function done(summary)
  local errors = summary.errors
  io.write(string.format(
    '\nRESULT {"requests":%d,"seconds":%.3f,"failed":%d}\n',
    summary.requests, summary.duration / 1e6, errors.connect + errors.read + errors.write + errors.timeout + errors.status
  ))
end
