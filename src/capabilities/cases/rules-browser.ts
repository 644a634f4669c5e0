const systems = [
	[/iphone|ipad/i, 'iPhone'],
	[/android/i, 'Android'],
	[/windows/i, 'Windows'],
	[/mac os/i, 'Mac'],
	[/linux/i, 'Linux']
] as const;
const browsers = [
	[/zalo/i, 'Zalo'],
	[/edg\//i, 'Edge'],
	[/firefox/i, 'Firefox'],
	[/chrome|crios/i, 'Chrome'],
	[/safari/i, 'Safari']
] as const;

/** What kind of browser somebody said yes from, in two words of its own agent string; `?` where it says nothing known. */
export function browserKind(agent: string): string {
	const [system, browser] = [systems, browsers].map((list) => list.find(([is]) => is.test(agent))?.[1] ?? '?');
	return `${browser} · ${system}`;
}
