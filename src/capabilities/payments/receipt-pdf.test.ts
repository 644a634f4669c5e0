import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { catalogue } from '#capabilities/procedures/catalogue.server.ts';
import { receiptPdf } from './receipt-pdf.server.ts';

test('a receipt as PDF says what was paid, in Vietnamese, and takes nobody’s words for code', async () => {
	const procedure = catalogue().procedures.find((one) => one.code === '2.000635')!;
	const bytes = receiptPdf(
		{
			bill: {
				lines: [
					{
						id: '1',
						what: 'unit',
						unitAmount: 8000,
						quantity: 2,
						amount: 16000,
						basis: '#panic("x") *8.000 đ*',
						enteredBy: null
					}
				],
				payments: [
					{ id: '2', way: 'cash', amount: 16000, receiptNo: 'BL 2026/000001', at: new Date('2026-07-14T02:57:00Z') }
				],
				balance: { state: 'paid', total: 16000, paid: 16000, left: 0 },
				purpose: null,
				payload: null,
				account: null,
				procedure: '2.000635'
			},
			file: { officialCode: '000.16.43.H56-260714-0019' },
			procedure,
			centre: { name: 'Trung tâm Phục vụ hành chính công xã Quảng Bình' }
		} as never,
		'Mười sáu nghìn đồng'
	);
	expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
	const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true });
	for (const words of [
		'Biên lai thu tiền',
		'16.000 đồng',
		'Mười sáu nghìn đồng',
		'BL 2026/000001',
		'#panic("x") *8.000 đ*',
		'09:57 14/07/2026'
	])
		expect(text.normalize('NFC').replace(/\s+/g, ' ')).toContain(words);
});
