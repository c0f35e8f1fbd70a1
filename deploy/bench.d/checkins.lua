-- Check-ins for wrk: every one has an id, a position and a scan of its own, and with MOTION=1 five seconds of sensors
-- that no other has. Bodies with motion are made before the clock starts.

local random, floor = math.random, math.floor
local members = tonumber(os.getenv("MEMBERS"))
local motion = os.getenv("MOTION") == "1"
local pool, used = {}, 0

local function hex(digits)
  local text = {}
  for place = 1, digits do text[place] = string.format("%x", random(0, 15)) end
  return table.concat(text)
end

-- The Irwin-Hall sum of twelve: near enough to a normal deviate for noise.
local function noise(sigma)
  local sum = -6
  for _ = 1, 12 do sum = sum + random() end
  return sum * sigma
end

local ffi = require("ffi")
local digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
local letter = {}
for code = 0, 63 do letter[code] = digits:sub(code + 1, code + 1) end

local function packed(values)
  local count = #values
  local floats = ffi.new("float[?]", count + 1)
  for index = 1, count do floats[index - 1] = values[index] end
  local bytes = ffi.cast("uint8_t *", floats)
  local text, size = {}, count * 4
  for start = 0, size - 1, 3 do
    local left = size - start
    local word = bytes[start] * 65536 + (left > 1 and bytes[start + 1] or 0) * 256 + (left > 2 and bytes[start + 2] or 0)
    text[#text + 1] = letter[floor(word / 262144)] .. letter[floor(word / 4096) % 64]
      .. (left > 1 and letter[floor(word / 64) % 64] or "=") .. (left > 2 and letter[word % 64] or "=")
  end
  return '"f32:' .. table.concat(text) .. '"'
end

-- 250 samples at 50 Hz of a phone that lies on a desk, in columns.
local function sensors()
  local columns = {}
  local function column(name, value)
    local values = {}
    for index = 1, 250 do values[index] = value(index) end
    columns[name] = packed(values)
  end
  column("t", function(index) return -5000 + 20 * index end)
  for _, axis in ipairs({ "x", "y", "z" }) do
    column("a" .. axis, function() return (axis == "z" and 9.81 or 0) + noise(0.02) end)
    column("g" .. axis, function() return noise(0.002) end)
    column("r" .. axis, function() return noise(0.001) end)
  end
  column("rw", function() return 1 - random() * 1e-5 end)
  return string.format(
    ',"motion":{"accelerometer":{"t":%s,"x":%s,"y":%s,"z":%s},"gyroscope":{"t":%s,"x":%s,"y":%s,"z":%s},'
      .. '"rotationVector":{"t":%s,"x":%s,"y":%s,"z":%s,"w":%s}}',
    columns.t, columns.ax, columns.ay, columns.az, columns.t, columns.gx, columns.gy, columns.gz,
    columns.t, columns.rx, columns.ry, columns.rz, columns.rw)
end

local second, clock = 0, ""
local function now()
  local time = os.time()
  if time ~= second then second, clock = time, os.date("!%Y-%m-%dT%H:%M:%S", time) end
  return clock
end

local function body(extra)
  local member = random(0, members - 1)
  local fixes, scan = {}, {}
  local latitude, longitude = 31.2954 + noise(2e-5), 120.7263 + noise(2e-5)
  for index = 1, motion and 5 or 1 do
    fixes[index] = string.format(
      '{"t":%d,"latitude":%.7f,"longitude":%.7f,"accuracy":%.2f,"speed":%.3f,"mock":false,"provider":"fused"}',
      -1000 * index, latitude + noise(1e-6), longitude + noise(1e-6), 8 + random(), random() / 20)
  end
  for index = 1, motion and 15 or 8 do
    scan[index] = string.format('{"bssid":"3c:84:6a:12:34:%02x","ssid":"corp","rssi":%d}', index, -45 - random(0, 30))
  end
  return string.format(
    '{"id":"%s-%s-4%s-8%s-%s","member":"m%d","direction":"auto","occurredAt":"%s.%03dZ",'
      .. '"device":{"id":"phone-%d","platform":"android","model":"bench","rooted":false,"emulator":false},'
      .. '"location":{"coordinateSystem":"wgs84","fixes":[%s]},"wifi":{"scan":[%s]}%s}',
    hex(8), hex(4), hex(3), hex(3), hex(12), member, now(), random(0, 999), member,
    table.concat(fixes, ","), table.concat(scan, ","), extra)
end

function init()
  math.randomseed(tonumber(os.getenv("SEED")))
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["Authorization"] = "Bearer " .. os.getenv("KEY")
  for index = 1, motion and tonumber(os.getenv("POOL")) or 0 do pool[index] = sensors() end
end

function request()
  used = used + 1
  return wrk.format(nil, nil, nil, body(motion and pool[(used - 1) % #pool + 1] or ""))
end
