import { chromium } from 'playwright-core';
import { findBrowser } from './gate/browser.mjs';
const [,, who, out, ...paths] = process.argv;
const found = await findBrowser();
const b = await chromium.launch({ executablePath: found.executablePath ?? found });
const c = await b.newContext({ viewport: { width: 1440, height: 900 } }); const p = await c.newPage();
const at = 'http://127.0.0.1:4400';
await p.goto(at + '/can-bo/dang-nhap?ai=' + who); await p.getByRole('button', { name: 'Tiếp tục' }).click(); await p.waitForURL(/\/ma/);
await p.click('main button'); await p.waitForLoadState(); await p.waitForTimeout(500);
if (process.env.DESK) { await p.goto(at + '/can-bo/cho-ngoi'); await p.getByRole('button', { name: process.env.DESK }).click(); await p.waitForLoadState(); }
let n = 0;
for (const path of paths) { n++;
  for (const loc of (process.env.LOCS ?? 'vi').split(',')) for (const w of (process.env.WIDTHS ?? '1440,360').split(',').map(Number)) {
    await c.addCookies([{ name: 'lang', value: loc, url: at }]);
    await p.setViewportSize({ width: w, height: w > 800 ? 900 : 780 });
    await p.goto(at + path);
    if (process.env.FILL) { const [sel, val] = process.env.FILL.split('=>'); await p.fill(sel, val); await p.press(sel, 'Enter'); await p.waitForLoadState(); await p.waitForTimeout(300); }
    if (process.env.FOLLOW) { await p.click(process.env.FOLLOW); await p.waitForLoadState(); await p.waitForTimeout(300); }
    await p.screenshot({ path: `/tmp/${out}${n}-${w}-${loc}.png`, fullPage: true });
    console.log(path, w, loc, await p.title(), await p.evaluate(() => document.documentElement.scrollWidth));
  }
}
await b.close();
