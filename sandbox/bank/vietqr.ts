import { Wrong } from '../http.ts';

/** What a VietQR asks for: a transfer to an account, of an amount, with a purpose. It proves nothing. */
export type Request = { bin: string; account: string; amount: number; purpose: string };

const napas = 'A000000727';

/** CRC-16/CCITT-FALSE over everything up to and including `6304`. */
function crc(text: string): string {
	let value = 0xffff;
	for (const byte of Buffer.from(text, 'utf8')) {
		value ^= byte << 8;
		for (let bit = 0; bit < 8; bit++) value = (value & 0x8000 ? (value << 1) ^ 0x1021 : value << 1) & 0xffff;
	}
	return value.toString(16).toUpperCase().padStart(4, '0');
}

/** Two digits of name, two of length, then the value; again and again to the end. */
function fieldsOf(text: string): Map<string, string> {
	const fields = new Map<string, string>();
	for (let at = 0; at < text.length;) {
		const head = /^(\d\d)(\d\d)$/.exec(text.slice(at, at + 4));
		const [, name, length] = head ?? [];
		const value = text.slice(at + 4, at + 4 + Number(length));
		if (name === undefined || value.length !== Number(length))
			throw new Wrong(422, 'Đây không phải nội dung của mã VietQR.');
		fields.set(name, value);
		at += 4 + value.length;
	}
	return fields;
}

/** Reads the text of a VietQR. Refuses, in words a person can act on, what is damaged, no transfer, or without an amount. */
export function readVietQr(text: string): Request {
	const payload = text.trim();
	const fields = fieldsOf(payload);
	if (fields.get('00') !== '01' || !fields.has('63')) throw new Wrong(422, 'Đây không phải nội dung của mã VietQR.');
	if (crc(payload.slice(0, -4)) !== payload.slice(-4).toUpperCase())
		throw new Wrong(422, 'Mã bị hỏng hoặc bị sửa: số kiểm tra không khớp.');
	const account = fieldsOf(fields.get('38') ?? '');
	if (account.get('00') !== napas) throw new Wrong(422, 'Mã này không phải mã chuyển khoản VietQR.');
	if (fields.get('53') !== '704') throw new Wrong(422, 'Mã này không tính bằng đồng Việt Nam.');
	const to = fieldsOf(account.get('01') ?? '');
	const amount = Number(fields.get('54') ?? '');
	if (!/^\d+$/.test(fields.get('54') ?? '') || amount <= 0) throw new Wrong(422, 'Mã này không ghi số tiền.');
	const purpose = fieldsOf(fields.get('62') ?? '').get('08') ?? '';
	return { bin: to.get('00') ?? '', account: to.get('01') ?? '', amount, purpose };
}
