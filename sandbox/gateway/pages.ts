import { clockOf } from '../clock.ts';
import { escape, levers, outboxNote, page } from '../page.ts';
import { zaloModes } from './zalo.ts';
import { mailModes, type Letter } from './mail.ts';
import { localNumber, modes, type Exchange, type Taken } from './exchange.ts';

const shown = 30;
const stood: Record<Taken['state'], string> = {
	'under-way': 'đang đi',
	arrived: 'đã tới máy',
	failed: 'không tới được'
};

const row = ({ to, from, text, parts, at, state, requestId }: Taken, telephones: string): string =>
	`<li class="card"><strong>${stood[state]}</strong>, ${parts} tin, ${clockOf(at)}<br>
${escape(from)} gửi <a href="${telephones}/?so=${localNumber(to)}">${escape(localNumber(to))}</a><br>
<span class="sms">${escape(text)}</span><br><span class="quiet">${escape(requestId ?? '')}</span></li>`;

export const gatewayPage = ({ state, outbox }: Exchange, telephones: string): string =>
	page(
		'nhà mạng',
		`<h1>Cổng gửi tin nhắn</h1>
<p>Nhận tin của Trung tâm, chuyển tới máy của bà con, rồi báo lại. <a href="${telephones}">Mở máy của bà con</a>, <a href="/thu">mở hộp thư điện tử</a>, <a href="/push">xem trình duyệt được báo</a></p>
<h2>Tin nhắn SMS</h2>
${levers(modes, state.lines.sms.mode)}
<h2>Đường thứ hai (SMPP)</h2>
${levers(modes, state.lines['sms-2'].mode, '/smpp')}
<h2>Zalo</h2>
${levers(zaloModes, state.lines.zalo.mode, '/zalo')}
<form method="post" action="/zalo/ma-moi"><button>Cấp mã đổi mới</button> <span class="quiet">như ở trang nhà phát triển: đặt vào ZALO_REFRESH_TOKEN rồi chạy lại</span></form>
${outboxNote({ waiting: outbox.count('waiting'), givenUp: outbox.count('given-up') })}
<h2>Đã nhận ${state.taken.length} tin</h2>
<ul class="plain">${state.taken
			.slice(-shown)
			.toReversed()
			.map((one) => row(one, telephones))
			.join('\n')}</ul>`
	);

const letter = ({ from, to, subject, text, at }: Letter): string =>
	`<li class="card"><strong>${escape(subject)}</strong><br>
<span class="quiet">${escape(from)} gửi <a href="/thu?hop=${encodeURIComponent(to)}">${escape(to)}</a>, ${clockOf(at)}</span>
<p class="letter">${escape(text)}</p></li>`;

/** Everybody's inbox, or the one that is asked for. */
export function inboxPage({ mode, letters }: { mode: string; letters: Letter[] }, box: string): string {
	const addresses = [...new Set(letters.map(({ to }) => to))];
	const read = letters.filter(({ to }) => box === '' || to === box);
	return page(
		'hộp thư',
		`<h1>Hộp thư điện tử</h1>
<p><a href="/">Cổng gửi tin nhắn</a></p>
<ul class="phones">${addresses
			.map(
				(one) =>
					`<li><a href="/thu?hop=${encodeURIComponent(one)}"${one === box ? ' aria-current="true"' : ''}>${escape(one)}</a></li>`
			)
			.join('')}</ul>
<h2>${box === '' ? 'Mọi thư' : `Thư của ${escape(box)}`} (${read.length})</h2>
<ul class="plain">${read.slice(-shown).toReversed().map(letter).join('\n') || '<li>Chưa có thư nào.</li>'}</ul>
<h2>Máy chủ thư</h2>
${levers(mailModes, mode, '/thu')}`
	);
}
