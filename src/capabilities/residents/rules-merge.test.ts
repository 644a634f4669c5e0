import { expect, test } from 'vitest';
import { joinFault } from './rules-merge.ts';

const side = (name: string, birthYear: number | null, verified: boolean, hasNumber = verified) => ({
	...{ name, birthYear, verified, hasNumber }
});
const som = side('Sương Thị Sớm', 1950, true);

test.each([
	['a thief who keeps a row of their own', side('Kẻ Văn Trộm', 1990, false), som, 'merge-keep-compared'],
	['a thief joined into somebody', som, side('Kẻ Văn Trộm', 1990, false), 'merge-unlike'],
	['another year', som, side('Sương Thị Sớm', 1972, false), 'merge-unlike'],
	['typed without marks, a year off', som, side('suong thi som', 1951, false), null],
	['no year known', som, side('Sương Thị Sơm', null, false), null],
	['the wrong way round', side('Suong Thi Som', 1950, false), som, 'merge-keep-compared'],
	['nobody compared', side('Mây Văn Trôi', 1960, false), side('Gió Thị Bền', 1970, false), null],
	['two numbers', som, side('Sương Thị Sớm', 1950, false, true), 'merge-two-numbers'],
	['two compared with two numbers', som, side('Sương Thị Sớm', 1950, true), 'merge-two-compared']
] as const)('%s', (_, kept, gone, fault) => {
	expect(joinFault(kept, gone)).toBe(fault);
});
