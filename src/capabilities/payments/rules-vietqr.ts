/** One transfer as NAPAS VietQR asks for it (EMVCo MPM): flat fields of id, two-digit length and value, then a CRC. */
type Transfer = { bin: string; account: string; amount: number; purpose: string };

const field = (id: string, value: string): string => `${id}${String(value.length).padStart(2, '0')}${value}`;

/** CRC-16/CCITT-FALSE (poly 0x1021, init 0xFFFF), four upper-case hex digits. */
export function crc16(text: string): string {
	let crc = 0xffff;
	for (const letter of text) {
		crc ^= letter.charCodeAt(0) << 8;
		for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
	}
	return crc.toString(16).toUpperCase().padStart(4, '0');
}

/** The payload of a code to be drawn: ASCII, the amount fixed. A QR only asks for a transfer; it never proves one. */
export function vietQr({ bin, account, amount, purpose }: Transfer): string {
	const beneficiary = field('00', bin) + field('01', account);
	const body =
		field('00', '01') +
		field('01', '12') +
		field('38', field('00', 'A000000727') + field('01', beneficiary) + field('02', 'QRIBFTTA')) +
		field('53', '704') +
		field('54', String(amount)) +
		field('58', 'VN') +
		field('62', field('08', purpose)) +
		'6304';
	return body + crc16(body);
}

type Fields = Map<string, string>;

/** Splits one level of fields; null when the lengths do not add up. */
function split(text: string): Fields | null {
	const fields: Fields = new Map();
	for (let at = 0; at < text.length;) {
		const length = Number(text.slice(at + 2, at + 4));
		const value = text.slice(at + 4, at + 4 + length);
		if (!/^\d{4}$/.test(text.slice(at, at + 4)) || value.length !== length) return null;
		fields.set(text.slice(at, at + 2), value);
		at += 4 + length;
	}
	return fields;
}

type Read =
	| { bin: string; account: string; amount: number | null; purpose: string | null }
	| { fault: 'crc' | 'shape' | 'not-a-transfer' };

/** Reads a payload; a wrong CRC (small letters are taken) or another kind of code is said plainly. */
export function readVietQr(payload: string): Read {
	if (
		payload.length < 8 ||
		payload.slice(-8, -4) !== '6304' ||
		crc16(payload.slice(0, -4)) !== payload.slice(-4).toUpperCase()
	)
		return { fault: 'crc' };
	const fields = split(payload);
	const transfer = fields?.get('38') ? split(fields.get('38')!) : null;
	if (!fields) return { fault: 'shape' };
	const beneficiary = transfer?.get('00') === 'A000000727' && transfer.get('01') ? split(transfer.get('01')!) : null;
	if (!beneficiary) return { fault: 'not-a-transfer' };
	const more = fields.get('62') ? split(fields.get('62')!) : null;
	const amount = fields.get('54');
	return {
		bin: beneficiary.get('00') ?? '',
		account: beneficiary.get('01') ?? '',
		amount: amount === undefined ? null : Number(amount),
		purpose: more?.get('08') ?? null
	};
}
