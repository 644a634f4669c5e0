import { clockOf } from '../clock.ts';
import type { Taken } from '../gateway/exchange.ts';
import type { Parcel } from '../outbox.ts';
import { escape, levers, outboxNote, page } from '../page.ts';
import { modes, type Message, type Telephone } from './messages.ts';

/** A telephone as the list shows it. */
export type Phone = { number: string; name: string; came: number };

const stood: Record<Parcel['state'], string> = {
	waiting: 'đang chuyển',
	delivered: 'đã chuyển',
	'given-up': 'thôi chuyển'
};

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

const entry = ({ number, name, came }: Phone, open: string): string =>
	`<li><a href="/?so=${number}"${number === open ? ' aria-current="true"' : ''}>${escape(name || 'Số khác')}
<small>${escape(number)}${came > 0 ? `, ${came} tin đến` : ''}</small></a></li>`;

const cameIn = ({ from, text, arrivedAt }: Taken): { at: string; html: string } => ({
	at: arrivedAt ?? '',
	html: `<li class="bubble came"><small>${escape(from)}, ${clockOf(arrivedAt ?? '')}</small>${escape(text)}</li>`
});

const wentOut = ({ text, at }: Message, parcels: Parcel[]): { at: string; html: string } => ({
	at,
	html: `<li class="bubble sent">${escape(text)}<small>${clockOf(at)}${parcels
		.map(({ state, lastAnswer }) => `<br>${stood[state]}${lastAnswer ? `: ${escape(lastAnswer)}` : ''}`)
		.join('')}</small></li>`
});

function brick({ number, name }: Phone, came: Taken[], { messages, outbox }: Telephone): string {
	const sent = messages
		.filter(({ from }) => from === number)
		.map((one) =>
			wentOut(
				one,
				outbox.filter(({ body }) => JSON.parse(body).id === one.id)
			)
		);
	const bubbles = [...came.map(cameIn), ...sent].toSorted((a, b) => (a.at < b.at ? -1 : 1));
	return `<section class="brick" id="may" aria-label="Máy ${escape(number)}"><div class="ear"></div>
<div class="screen"><p class="top"><span>${escape(name || 'Số khác')}</span><span>${escape(number)}</span></p>
<div class="roll" tabindex="0"><ol>${bubbles.map(({ html }) => html).join('\n') || '<li>Chưa có tin nào.</li>'}</ol></div></div>
<div class="keys" aria-hidden="true">${keys.map((key) => `<span>${key}</span>`).join('')}</div></section>
<p><a class="button" href="/?so=${number}#may">Xem tin mới</a></p>
<form method="post" action="/nhan"><input type="hidden" name="from" value="${escape(number)}">
<p><label for="text">Nhắn tới Trung tâm từ máy này</label><input id="text" name="text" required maxlength="400" autocomplete="off" value="THÔI NHỜ"></p>
<p class="quiet">THÔI NHỜ: thôi mọi lời đã nhờ. THÔI GỌI: thôi để gọi điện. THÔI ĐỒNG Ý: thôi mọi điều đã đồng ý. THÔI TIN, STOP: thôi nhận tin.</p>
<p><button class="main">Nhắn</button></p></form>`;
}

export const telephonePage = (
	telephone: Telephone,
	phones: Phone[],
	open: { phone: Phone; came: Taken[] } | null,
	parcels: { waiting: number; givenUp: number }
): string =>
	page(
		'máy của bà con',
		`<h1>Máy của bà con</h1>
<p>Chọn một máy: tin Trung tâm gửi tới nằm trong đó, và nhắn lại được từ đó.</p>
${open ? brick(open.phone, open.came, telephone) : ''}
<ul class="phones">${phones.map((one) => entry(one, open?.phone.number ?? '')).join('\n')}</ul>
<form method="get" action="/"><p><label for="so">Máy khác</label><input id="so" name="so" required inputmode="tel" maxlength="15" autocomplete="off"></p><p><button>Mở máy</button></p></form>
<h2>Nhà mạng chuyển tin về Trung tâm</h2>
${levers(modes, telephone.mode)}
${outboxNote(parcels)}`
	);
