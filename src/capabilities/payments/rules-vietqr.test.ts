import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QRPay } from 'vietnam-qr-pay';
import { crc16, readVietQr, vietQr } from './rules-vietqr.ts';

// Payloads of `shared/data/vietqr` whose accounts are made up, and the public check value of CRC-16/CCITT-FALSE.
const good = [
	[
		'00020101021238570010A00000072701270006970405011300001234567890208QRIBFTTA5303704540480005802VN62320828LE PHI HS 38 16543 26 0001236304866D',
		'LE PHI HS 38 16543 26 000123',
		8000
	],
	[
		'00020101021238580010A000000727012800069704180114000000000012340208QRIBFTTA5303704540420005802VN62220818CHUNG THUC BAN SAO63042E35',
		'CHUNG THUC BAN SAO',
		2000
	],
	['00020101021138540010A00000072701240006970422011000000000010208QRIBFTTA53037045802VN63046d22', null, null]
] as const;

test('the check value of the CRC is right', () => {
	expect(crc16('123456789')).toBe('29B1');
});

test.each(good)('reads %s', (payload, purpose, amount) => {
	expect(readVietQr(payload)).toMatchObject({ purpose, amount });
});

test('a tampered amount fails the CRC, and another kind of code is no transfer', () => {
	expect(readVietQr(good[0][0].replace('54048000', '54049000'))).toEqual({ fault: 'crc' });
	const body = '00020101021126280010A000000775011001021547785303704';
	expect(readVietQr(`${body}6304${crc16(`${body}6304`)}`)).toEqual({ fault: 'not-a-transfer' });
	expect(readVietQr('')).toEqual({ fault: 'crc' });
});

const transfers = fc.record({
	bin: fc.stringMatching(/^9704\d{2}$/),
	account: fc.stringMatching(/^\d{6,19}$/),
	amount: fc.integer({ min: 1, max: 999_999_999 }),
	purpose: fc.stringMatching(/^TN \d{4} \d{4} \d{4}$/)
});

test('what is drawn reads back, here and by an independent reader', () => {
	fc.assert(
		fc.property(transfers, (transfer) => {
			const payload = vietQr(transfer);
			const other = new QRPay(payload);
			return (
				JSON.stringify(readVietQr(payload)) === JSON.stringify(transfer) &&
				other.isValid &&
				other.consumer.bankBin === transfer.bin &&
				other.consumer.bankNumber === transfer.account &&
				Number(other.amount) === transfer.amount &&
				other.additionalData.purpose === transfer.purpose
			);
		})
	);
});
