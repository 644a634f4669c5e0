import { clockOf } from '../clock.ts';
import { escape, levers, outboxNote, page } from '../page.ts';
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
<p>Nhận tin của Trung tâm, chuyển tới máy của bà con, rồi báo lại. <a href="${telephones}">Mở máy của bà con</a></p>
<h2>Tin nhắn SMS</h2>
${levers(modes, state.lines.sms.mode)}
${outboxNote({ waiting: outbox.count('waiting'), givenUp: outbox.count('given-up') })}
<h2>Đã nhận ${state.taken.length} tin</h2>
<ul class="plain">${state.taken
			.slice(-shown)
			.toReversed()
			.map((one) => row(one, telephones))
			.join('\n')}</ul>`
	);
