import { clockOf } from '../clock.ts';
import type { Parcel } from '../outbox.ts';
import { escape, levers, outboxNote, page } from '../page.ts';
import type { Person } from '../people.ts';
import { modes, type Message, type Telephone } from './messages.ts';

const stood: Record<Parcel['state'], string> = {
	waiting: 'đang chuyển',
	delivered: 'đã chuyển',
	'given-up': 'thôi chuyển'
};

const choice = ({ name, phone }: Person): string =>
	`<option value="${escape(phone)}">${escape(`${name}, ${phone}`)}</option>`;

const row = ({ from, text, at }: Message, parcels: Parcel[]): string =>
	`<li class="card"><strong>${escape(text)}</strong><br><span class="quiet">từ ${escape(from)}, ${clockOf(at)}</span>${parcels
		.map(({ state, lastAnswer }) => `<br>${stood[state]}${lastAnswer ? `: ${escape(lastAnswer)}` : ''}`)
		.join('')}</li>`;

export const telephonePage = (
	{ mode, messages, outbox }: Telephone,
	people: readonly Person[],
	parcels: { waiting: number; givenUp: number }
): string =>
	page(
		'tin nhắn',
		`<h1>Tin nhắn từ máy của bà con</h1>
${levers(modes, mode)}
<form method="post" action="/nhan"><p><label for="from">Máy nhắn đi</label><select id="from" name="from" required>${people.map(choice).join('')}</select></p>
<p><label for="text">Nội dung</label><input id="text" name="text" required maxlength="400" autocomplete="off" value="THÔI NHỜ"></p>
<p class="quiet">THÔI NHỜ: thôi mọi lời đã nhờ. THÔI GỌI: thôi để gọi điện. THÔI ĐỒNG Ý: thôi mọi điều đã đồng ý.</p>
<p><button class="main">Nhắn</button></p></form>
${outboxNote(parcels)}
<ul class="plain">${messages
			.toReversed()
			.map((one) =>
				row(
					one,
					outbox.filter(({ body }) => JSON.parse(body).id === one.id)
				)
			)
			.join('\n')}</ul>`
	);
