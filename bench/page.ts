import { chromium, type Cookie } from 'playwright-core';
import { findBrowser } from '../gate/browser.mjs';
import { startHouse } from '../tests/support/house.ts';
import { percentile, say } from './say.ts';

const PAGES = ['/', '/tim?q=giay%20khai%20sinh%20cho%20chau', '/thu-tuc/2.000635', '/theo-doi'];
/** Of whoever learns, after their e-ID; besides them the item that they practise next. */
const LEARNER = ['/cua-toi/viec-hoc', '/cua-toi/viec-hoc/T3.1', '/cua-toi/tap', '/cua-toi/tap/gio-dau'];
const TIMES = 5;

type Seen = { lcp: number; html: number; css: number; js: number; requests: number };

async function visit(url: string, { blank = false, cookies = [] as Cookie[] } = {}): Promise<Seen> {
	const browser = await chromium.launch(await findBrowser());
	const page = await browser.newPage({ viewport: { width: 360, height: 780 } });
	await page.context().addCookies(cookies);
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('Network.enable');
	await cdp.send('Network.emulateNetworkConditions', {
		offline: false,
		latency: 150,
		downloadThroughput: 1_600_000 / 8,
		uploadThroughput: 750_000 / 8
	});
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	const seen: Seen = { lcp: 0, html: 0, css: 0, js: 0, requests: 0 };
	// What came over the wire, headers and all, as the browser counts it; not what could have been compressed.
	const kinds = new Map<string, string>();
	cdp.on('Network.responseReceived', ({ requestId, response }) => kinds.set(requestId, response.mimeType));
	cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength: size }) => {
		const kind = kinds.get(requestId) ?? '';
		seen.requests++;
		if (kind.includes('html')) seen.html += size;
		else if (kind.includes('css')) seen.css += size;
		else if (kind.includes('javascript')) seen.js += size;
	});
	if (blank)
		await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><h1>x</h1>' }));
	await page.goto(url, { waitUntil: 'load' });
	await page.waitForTimeout(600);
	seen.lcp = await page.evaluate(
		() =>
			new Promise<number>((resolve) =>
				new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
					type: 'largest-contentful-paint',
					buffered: true
				})
			)
	);
	await browser.close();
	return seen;
}

/** Somebody who learns: what their browser carries, and the item that they practise next. */
async function learner(origin: string): Promise<{ cookies: Cookie[]; next: string }> {
	const browser = await chromium.launch(await findBrowser());
	const page = await browser.newPage();
	await page.goto(`${origin}/cua-toi`);
	await page.getByRole('button', { name: /Sương Thị Sớm/ }).click();
	await page.waitForURL(`${origin}/cua-toi`);
	await page.goto(`${origin}/cua-toi/tap`);
	const next = (await page.locator('a[href^="/cua-toi/tap/F"]').getAttribute('href'))!;
	const cookies = await page.context().cookies();
	await browser.close();
	return { cookies, next };
}

async function tell(url: string, path: string, base: number, cookies: Cookie[]): Promise<void> {
	const seen: Seen[] = [];
	for (let n = 0; n < TIMES; n++) seen.push(await visit(url, { cookies }));
	const lcp = percentile(
		seen.map((one) => one.lcp),
		0.5
	);
	const { html, css, js, requests } = seen[0]!;
	say(path, `${(html / 1000).toFixed(1)} + ${(css / 1000).toFixed(1)}`, 'kB HTML + CSS on the wire', '≤ 20 kB');
	say('  JavaScript / requests', `${(js / 1000).toFixed(1)} kB / ${requests}`, '', '0 kB');
	say('  LCP at 1.6 Mbit/s, 150 ms, CPU ÷4 (median of 5)', lcp, 'ms', '≤ 1200 ms');
	say('  ratio to the empty page', lcp / base, '×');
}

export async function run(): Promise<void> {
	const house = await startHouse();
	try {
		const blank: number[] = [];
		for (let n = 0; n < TIMES; n++) blank.push((await visit(house.origin, { blank: true })).lcp);
		const base = percentile(blank, 0.5);
		say('LCP of an empty page under the same throttle (baseline)', base, 'ms');
		for (const path of PAGES) await tell(house.origin + path, path, base, []);
		const { cookies, next } = await learner(house.origin);
		for (const path of [...LEARNER, next]) await tell(house.origin + path, path, base, cookies);
	} finally {
		await house.stop();
	}
}
