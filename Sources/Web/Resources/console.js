"use strict";

// The words of the page; English stands in the page itself.
const chinese = {
  organization: "组织", key: "密钥", open: "打开", checkIns: "打卡记录", all: "全部", accepted: "通过",
  flagged: "待复核", challenged: "需补充", rejected: "拒绝", time: "时间", member: "成员", direction: "方向",
  decision: "结论", place: "地点", reasons: "理由", more: "更多", places: "地点", in: "上班", out: "下班",
  inside: "在内", outside: "在外", uncertain: "无法判断", notChecked: "未检查",
  welcome: "请输入组织和管理员或人事角色的密钥。密钥只保存在本页内存中。", refused: "服务器拒绝了请求：",
};
const isChinese = navigator.language.toLowerCase().startsWith("zh");
const word = (name) => (isChinese && chinese[name]) || name;

const byId = (id) => document.getElementById(id);
const session = { organization: null, key: null, cursor: null, timer: null };

if (isChinese) {
  document.documentElement.lang = "zh-CN";
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = word(element.dataset.text);
  }
}

async function ask(path) {
  const answer = await fetch(`/v1/orgs/${encodeURIComponent(session.organization)}${path}`, {
    headers: { Authorization: `Bearer ${session.key}`, "Accept-Language": isChinese ? "zh-CN" : "en" },
    cache: "no-store",
  });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.title);
  return body;
}

function make(name, text, className) {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}

function row(record) {
  const line = make("tr");
  const reasons = make("td");
  const list = make("ul");
  const told = (record.findings ?? []).filter((finding) => finding.outcome !== "missing").slice(0, 5);
  for (const finding of told) list.append(make("li", finding.message));
  for (const code of told.length ? [] : record.risk.codes) list.append(make("li", code));
  reasons.append(list);
  const place = [word(record.place.outcome), record.place.geofence].filter(Boolean).join(" · ");
  line.append(
    make("td", new Date(record.occurredAt).toLocaleString()), make("td", record.member),
    make("td", word(record.direction)), make("td", word(record.decision), record.decision),
    make("td", place), reasons);
  return line;
}

async function showRecords(isNext) {
  const query = new URLSearchParams({ limit: "50" });
  if (byId("decision").value) query.set("decision", byId("decision").value);
  if (isNext) query.set("cursor", session.cursor);
  const page = await ask(`/check-ins?${query}`);
  if (!isNext) byId("records").replaceChildren();
  byId("records").append(...page.items.map(row));
  session.cursor = page.nextCursor;
  byId("more").hidden = !page.nextCursor;
}

// Rings of longitude and latitude as one path of the drawing.
const path = (rings) => rings.map((ring) => `M${ring.map(([x, y]) => `${x},${-y}`).join("L")}Z`).join("");

function shape(feature) {
  const { type, coordinates } = feature.geometry;
  const element = document.createElementNS("http://www.w3.org/2000/svg", type === "Point" ? "circle" : "path");
  const lines = { Polygon: () => path(coordinates), MultiPolygon: () => coordinates.map(path).join("") };
  if (type === "Point") {
    element.setAttribute("cx", coordinates[0]);
    element.setAttribute("cy", -coordinates[1]);
    element.setAttribute("r", feature.properties.radius / 111320);
  } else {
    element.setAttribute("d", lines[type]?.() ?? `M${coordinates.map(([x, y]) => `${x},${-y}`).join("L")}`);
  }
  const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
  title.textContent = feature.properties.name;
  element.append(title);
  return element;
}

async function showPlaces() {
  const { features } = await ask("/geofences");
  const map = byId("map");
  map.replaceChildren(...features.map(shape));
  byId("places").replaceChildren(...features.map((feature) =>
    make("li", `${feature.properties.name} (${feature.id})`)));
  if (!features.length) return;
  const box = map.getBBox();
  const edge = Math.max(box.width, box.height, 1e-4) * 0.05;
  map.setAttribute("viewBox", [box.x - edge, box.y - edge, box.width + 2 * edge, box.height + 2 * edge].join(" "));
}

async function attempt(work) {
  try {
    await work();
    byId("notice").hidden = true;
    byId("work").hidden = false;
  } catch (error) {
    byId("notice").textContent = `${word("refused")} ${error.message}`;
    byId("notice").hidden = false;
    clearInterval(session.timer);
  }
}

byId("enter").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  session.organization = form.get("organization");
  session.key = form.get("key");
  clearInterval(session.timer);
  byId("work").hidden = false;
  attempt(async () => { await showRecords(false); await showPlaces(); });
  // The newest records come by themselves as long as nobody has turned to older ones.
  session.timer = setInterval(() => {
    if (byId("records").children.length <= 50) attempt(() => showRecords(false));
  }, 5000);
});
byId("decision").addEventListener("change", () => attempt(() => showRecords(false)));
byId("more").addEventListener("click", () => attempt(() => showRecords(true)));
