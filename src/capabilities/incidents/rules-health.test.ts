import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awayBy } from './rules-health.ts';

const answers = fc.constantFrom('ok', 'silent', 'not-set');
const felt = fc.record({
	database: fc.constantFrom('ok', 'away'),
	worker: fc.record({ state: fc.constantFrom('ok', 'silent') }),
	disk: fc.constantFrom('ok', 'low'),
	outside: fc.record({ portal: answers, 'e-id': answers, bank: answers })
});

test('what the house finds silent is suggested, what is not set or answers is not, and the house itself where it is ill', () => {
	fc.assert(
		fc.property(felt, (one) => {
			const away = awayBy(one);
			expect(away.includes('portal')).toBe(one.outside.portal === 'silent');
			expect(away.includes('e-id')).toBe(one.outside['e-id'] === 'silent');
			expect(away.includes('payment')).toBe(one.outside.bank === 'silent');
			const well = one.database === 'ok' && one.worker.state === 'ok' && one.disk === 'ok';
			expect(away.includes('this-house')).toBe(!well);
			expect(new Set(away).size).toBe(away.length);
		})
	);
});
