import { clockOf } from '../clock.ts';
import { escape, levers, outboxNote, page } from '../page.ts';
import { modes, type Bank, type Transaction } from './ledger.ts';
import type { Request } from './vietqr.ts';

const dong = (amount: number): string => `${amount.toLocaleString('vi-VN')} đồng`;

const facts = (rows: [string, string][]): string =>
	`<dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${escape(value)}</dd>`).join('')}</dl>`;

const requestFacts = ({ amount, account, bin, purpose }: Request): string =>
	facts([
		['Số tiền', dong(amount)],
		['Tới tài khoản', account],
		['Mã ngân hàng', bin],
		['Nội dung', purpose]
	]);

const hidden = (name: string, value: string): string => `<input type="hidden" name="${name}" value="${escape(value)}">`;

/** What the code asks for, and one button. */
export const payPage = (request: Request, payload: string, back: string): string =>
	page(
		'trả tiền',
		`<h1>Trả ${dong(request.amount)}?</h1>
<div class="card">${requestFacts(request)}</div>
<form method="post" action="/pay">${hidden('payload', payload)}${hidden('back', back)}<button class="main">Trả</button></form>
<p class="quiet">Không có đồng tiền thật nào được chuyển.</p>`
	);

export const paidPage = (booked: Transaction[], back: string): string =>
	page(
		'đã trả',
		`<h1>${booked.length > 0 ? 'Đã trả' : 'Tiền sẽ về sau 30 giây'}</h1>
${booked
	.map(
		({ id, amount, purpose }) =>
			`<div class="card">${facts([
				['Giao dịch', id],
				['Số tiền', dong(amount)],
				['Nội dung', purpose]
			])}</div>`
	)
	.join('')}
<p><a class="button" href="${escape(back)}">Quay lại</a></p>`
	);

const row = ({ id, amount, purpose, at }: Transaction): string =>
	`<li class="card"><strong>${dong(amount)}</strong><br>${escape(purpose)}<br><span class="quiet">${escape(id)}, ${clockOf(at)}</span></li>`;

export const bankPage = ({ mode, transactions, later }: Bank, parcels: { waiting: number; givenUp: number }): string =>
	page(
		'ngân hàng',
		`<h1>Ngân hàng</h1>
${levers(modes, mode)}
<h2>Trả theo mã VietQR</h2>
<form method="get" action="/pay"><p><label for="payload">Dán nội dung mã vào đây</label></p>
<textarea id="payload" name="payload" required autocomplete="off" spellcheck="false"></textarea>
<p><button>Xem mã</button></p></form>
<h2>Giao dịch (${transactions.length})</h2>
${later.length > 0 ? `<p>Tiền đang trên đường: ${later.length}.</p>` : ''}
${outboxNote(parcels)}
<ul class="plain">${transactions.slice(-30).reverse().map(row).join('\n')}</ul>`
	);
