-- Takes all claims or none. KEYS: one for each claim. ARGV, for each claim: permits, number of rates; then for each rate:
-- microseconds that one permit takes to come, burst. A value holds, for each rate, the time at which its bucket is full again.
-- Answers: granted (1 or 0), left, and for what was refused: number of the claim, of its rate, microseconds to wait.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local at, left = 1, 1e15
local claim, rate, waiting = 0, 0, 0.5
local values = {}
for k = 1, #KEYS do
  local permits, rates = tonumber(ARGV[at]), tonumber(ARGV[at + 1])
  at = at + 2
  local times = {}
  for text in string.gmatch(redis.call('GET', KEYS[k]) or '', '%S+') do
    times[#times + 1] = tonumber(text) or 0
  end
  local value, longest = {}, 0
  for r = 1, rates do
    local each, burst = tonumber(ARGV[at]), tonumber(ARGV[at + 1])
    at = at + 2
    local size = each * burst
    local taken = math.min(size, math.max(0, (times[r] or 0) - now))
    local wait = taken + permits * each - size
    if wait > waiting then
      claim, rate, waiting = k, r, wait
    end
    left = math.min(left, math.floor((size - taken + 0.5) / each) - permits)
    taken = taken + permits * each
    value[r] = string.format('%.0f', math.floor(now + taken))
    longest = math.max(longest, taken)
  end
  values[k] = {table.concat(value, ' '), permits, math.ceil(longest / 1000) + 1}
end
if claim > 0 then
  return {0, 0, claim, rate, math.ceil(waiting)}
end
for k = 1, #KEYS do
  if values[k][2] > 0 then
    redis.call('SET', KEYS[k], values[k][1], 'PX', string.format('%.0f', values[k][3]))
  end
end
return {1, left, 0, 0, 0}
