import { clockOf } from '../clock.ts';
import { escape, levers, page } from '../page.ts';
import type { Browser } from './push.ts';

const browser = ({ id, rang }: Browser): string =>
	`<li class="card"><strong>Trình duyệt ${id.slice(0, 6)}</strong>
${rang.map(({ text, at }) => `<p class="letter">${escape(text)} <span class="quiet">${clockOf(at)}</span></p>`).join('') || '<p class="quiet">Chưa có gì.</p>'}</li>`;

export const browsersPage = (
	{ mode, browsers }: { mode: string; browsers: Browser[] },
	modes: Record<string, string>
): string =>
	page(
		'báo trên trình duyệt',
		`<h1>Báo trên trình duyệt</h1>
<p><a href="/">Cổng gửi tin nhắn</a></p>
<form method="post" action="/push/dang-ky"><button>Thêm một trình duyệt</button></form>
<ul class="plain">${browsers.toReversed().map(browser).join('\n')}</ul>
${levers(modes, mode, '/push')}`
	);
