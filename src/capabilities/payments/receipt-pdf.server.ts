import { dayOf, timeOf } from '#kernel/day.ts';
import { pdfFrom } from '#platform/pdf.server.ts';
import type { receipt } from './of-case.server.ts';

type Receipt = Awaited<ReturnType<typeof receipt>>;

const TEMPLATE = `#let d = json(bytes(sys.inputs.data))
#set document(title: d.title, author: d.centre)
#set page(width: 148mm, height: 210mm, margin: 12mm)
#set text(font: ("Be Vietnam Pro", "Noto Sans Devanagari"), lang: "vi", size: 11pt)
#text(size: 10pt)[#d.centre]
= #d.title
#v(4mm)
#table(columns: (1fr, 2fr), stroke: none, inset: (x: 0pt, y: 4pt),
  ..d.facts.map(f => ([#f.ask], [*#f.answer*])).flatten())
#v(4mm)
#table(columns: (2fr, 1fr, 1fr), stroke: 0.5pt, inset: 6pt,
  table.header([*Biên lai*], [*Cách trả*], [*Số tiền*]),
  ..d.payments.map(p => ([#p.no, #p.at], [#p.way], [#p.amount])).flatten())
#v(4mm)
*Tổng cộng: #d.total* (#d.words)
#v(8mm)
#text(size: 9pt)[#d.note]`;

const dong = (amount: number): string => `${amount.toLocaleString('vi-VN')} đồng`;

/** The receipt of a case as PDF; no name of the payer, because whoever holds the slip may print it. `words` is the total in words. */
export function receiptPdf({ bill, file, procedure, centre }: Receipt, words: string): Uint8Array {
	return pdfFrom(TEMPLATE, {
		title: 'Biên lai thu tiền',
		centre: centre.name,
		facts: [
			{ ask: 'Thủ tục', answer: `${procedure.officialName} (${procedure.code})` },
			{ ask: 'Mã hồ sơ', answer: file.officialCode ?? 'chờ Cổng cấp' },
			...bill.lines.map((line) => ({
				ask: 'Khoản thu',
				answer: `${line.quantity} × ${dong(line.unitAmount)} (${line.basis})`
			}))
		],
		payments: bill.payments.map((payment) => ({
			no: payment.receiptNo ?? '',
			at: `${timeOf(payment.at)} ${dayOf(payment.at).split('-').reverse().join('/')}`,
			way: payment.way === 'cash' ? 'tiền mặt' : 'chuyển khoản',
			amount: dong(payment.amount)
		})),
		total: dong(bill.balance.paid),
		words,
		note: 'Cán bộ không bao giờ hỏi mật khẩu hay mã 6 số của bác.'
	});
}
