import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import type { PaperShown } from './answers.ts';
import { topicFrames } from '#capabilities/learning/frame.ts';
import { paperPdf } from './paper-pdf.server.ts';

const paper: PaperShown = {
	...{ id: 'a', number: '260804176', topic: 'medical-booking', standing: 'stands', person: 'b' },
	...{ givenOn: '2026-08-14', seenOn: '2026-08-14', refreshFrom: '2026-10-13', name: 'Sương Thị Sớm' },
	...{ centre: 'Trung tâm Phục vụ hành chính công xã Quảng Bình', assessor: 'Tre Thị Măng', organisation: 'women' },
	says: topicFrames[4]!.statements.map(({ levels }) => levels[1]),
	class: {
		...{ attended: 6, lessons: 6, trainer: 'Hoa Thị Lúa', organisation: 'youth', hosts: ['youth', 'women'] },
		...{ from: '2026-07-22', until: '2026-08-14' }
	}
};
const read = async (of: PaperShown) => {
	const pdf = await getDocumentProxy(new Uint8Array(paperPdf(of, 'https://nha.example/chung-nhan?so=260804176')));
	const { text } = await extractText(pdf, { mergePages: true });
	return { pages: pdf.numPages, text: text.normalize('NFC').replace(/\s+/g, ' ') };
};

test('one sheet says who did what alone, who looked on, and that it is the commune’s and not the state’s', async () => {
	const { pages, text } = await read(paper);
	expect(pages).toBe(1);
	for (const said of ['Sương Thị Sớm', 'L 2608 0417 6', 'Hoa Thị Lúa', 'Tre Thị Măng', 'Hội Phụ nữ, không dạy lớp này'])
		expect(text).toContain(said);
	expect(text).toContain('Của xã, không phải văn bằng, chứng chỉ của Nhà nước, không thay giấy tờ nào.');
	expect(text).toContain('giấy vẫn còn, chỉ gọi là “cần ôn”');
	expect(text).not.toMatch(/CỘNG HÒA|CHỨNG CHỈ|Độc lập/);
});

test('without a class nobody taught it; long names and words of people are data, and it stays one sheet', async () => {
	const name = '#panic("x") *Sương* Thị Một Cái Tên Dài Ơi Là Dài Lắm';
	const long = { vi: `${'Tôi làm một việc rất dài '.repeat(4)}`, en: '', hi: '' };
	const { pages, text } = await read({ ...paper, name, class: null, says: Array.from({ length: 29 }, () => long) });
	expect(text).toContain(name);
	expect(text).not.toContain('Người dạy');
	expect(pages).toBe(1);
});
