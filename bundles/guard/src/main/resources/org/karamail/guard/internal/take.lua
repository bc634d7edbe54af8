-- Takes all claims or none, as Account.java does. KEYS: one for each claim. ARGV, for each claim: permits, number of rates; then
-- for each rate: microseconds of its window, its permits, its burst. A value is a word for each rate, of numbers: when the
-- bucket of its burst is full again; then when, and how many, for what was taken within the window, the oldest first.
-- Answers: granted (1 or 0), left, and for what was refused: number of the claim, of its rate, microseconds to wait.
local SLOTS = 32
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local at, left = 1, 1e15
local claim, rate, waiting = 0, 0, 0.5
local values = {}
for k = 1, #KEYS do
  local permits, rates = tonumber(ARGV[at]), tonumber(ARGV[at + 1])
  at = at + 2
  local words = {}
  for word in string.gmatch(redis.call('GET', KEYS[k]) or '', '%S+') do
    words[#words + 1] = word
  end
  local value, longest = {}, 0
  for r = 1, rates do
    local window, most, burst = tonumber(ARGV[at]), tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2])
    at = at + 3
    local numbers = {}
    for number in string.gmatch(words[r] or '', '[^,]+') do
      numbers[#numbers + 1] = tonumber(number) or 0
    end

    local times, counts, used = {}, {}, 0
    for i = 2, #numbers - 1, 2 do
      local when = math.min(numbers[i], now)
      if when + window > now then
        times[#times + 1] = when
        counts[#counts + 1] = numbers[i + 1]
        used = used + numbers[i + 1]
      end
    end
    local wait, free = 0, math.max(0, most - used)
    if permits > 0 then
      local excess = used + permits - most
      for i = 1, #times do
        if excess <= 0 then break end
        wait = times[i] + window - now
        excess = excess - counts[i]
      end
    end

    local missing = 0
    if burst < most then
      local each = window / most
      missing = math.min(each * burst, math.max(0, (numbers[1] or 0) - now))
      free = math.min(free, math.floor((each * burst - missing + 0.5) / each))
      missing = missing + permits * each
      if permits > 0 then
        wait = math.max(wait, missing - each * burst)
      end
    end
    if wait > waiting then
      claim, rate, waiting = k, r, wait
    end
    left = math.min(left, free - permits)

    local slot = window / SLOTS
    if #times > 0 and math.floor(times[#times] / slot) == math.floor(now / slot) then
      times[#times] = now
      counts[#counts] = counts[#counts] + permits
    else
      if #times > SLOTS then
        counts[2] = counts[1] + counts[2]
        table.remove(times, 1)
        table.remove(counts, 1)
      end
      times[#times + 1] = now
      counts[#counts + 1] = permits
    end
    local numerals = {string.format('%.0f', math.floor(now + missing))}
    for i = 1, #times do
      numerals[#numerals + 1] = string.format('%.0f,%.0f', times[i], counts[i])
    end
    value[r] = table.concat(numerals, ',')
    longest = math.max(longest, window, missing)
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
