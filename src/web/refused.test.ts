import { afterEach, expect, test, vi } from 'vitest';
import { tryOnce } from '#platform/attempts.server.ts';
import { newKeys } from '#platform/keys.server.ts';
import { log } from '#platform/log.server.ts';

vi.mock('#program/program.server.ts', () => ({
	program: () => ({ eId: {}, settings: { ORIGIN: 'https://dvc.xa-may.example' } }),
	contextFor: () => undefined
}));
const { problem } = await import('./api.server.ts');
const { handleError } = await import('../hooks.server.ts');
const { GET: fromEId } = await import('../routes/(public)/dang-nhap/ve/+server.ts');

const asked = new Request('https://dvc.xa-may.example/api/x');
afterEach(() => vi.restoreAllMocks());

const event = { route: { id: '/can-bo/(nha)/can-bo' } } as never;
const caught = (kind: 'app' | 'unknown', error: unknown) => handleError({ kind, error, event } as never);

test('a program that is not let in, and a page that is not opened, stand in the log', () => {
	const warn = vi.spyOn(log, 'warn').mockReturnValue(undefined);
	problem(asked, 401, 'wrong-signature');
	caught('app', { status: 403, message: 'foreign-origin' });
	expect(warn.mock.calls.map(([said]) => said)).toMatchObject([
		{ refused: 'wrong-signature' },
		{ refused: 'foreign-origin', route: '/can-bo/(nha)/can-bo' }
	]);
	warn.mockClear();
	problem(asked, 409, 'request-used');
	caught('app', { status: 404, message: 'not-found' });
	expect(warn).not.toHaveBeenCalled();
});

test('what no page of ours sends, and what waits behind a brake, stand there too', async () => {
	const warn = vi.spyOn(log, 'warn').mockReturnValue(undefined);
	problem(asked, 422, 'wrong-input');
	caught('unknown', Object.assign(new Error('value out of range'), { code: '22003' }));
	expect(warn.mock.calls.map(([said]) => said)).toMatchObject([{ refused: 'wrong-input' }, { refused: 'bad-form' }]);
	warn.mockClear();
	const counted = (until: Date | null) =>
		tryOnce({ db: () => [{ until }], keys: newKeys(), now: new Date() } as never, brake, 'x');
	const brake = { purpose: 'a-brake', free: 1, minutes: 1 };
	await counted(null);
	expect(warn).not.toHaveBeenCalled();
	await counted(new Date());
	expect(warn.mock.calls.map(([said]) => said)).toEqual([{ brake: 'a-brake' }]);
});

test('whoever comes back from the e-ID and is not let in stands there by the reason alone', async () => {
	const warn = vi.spyOn(log, 'warn').mockReturnValue(undefined);
	const url = new URL('https://dvc.xa-may.example/dang-nhap/ve?code=c&state=s');
	const back = fromEId({ url, cookies: { get: () => undefined } } as never);
	await expect(back).rejects.toMatchObject({ status: 303, location: '/dang-nhap?loi=trip-over' });
	expect(warn.mock.calls).toEqual([[{ refused: 'trip-over' }, expect.any(String)]]);
});

test('whoever meets a full disk is told so, and whoever keeps the machine reads it in the log', () => {
	const error = vi.spyOn(log, 'error').mockReturnValue(undefined);
	const said = caught('unknown', Object.assign(new Error('could not extend file'), { code: '53100' }));
	expect(said).toMatchObject({ message: 'full', status: 507 });
	expect(error.mock.calls.map(([, words]) => words)).toEqual(['the disk is full']);
});

test('whoever meets a fault is told a number to name it by, and nothing of what it was', () => {
	const error = vi.spyOn(log, 'error').mockReturnValue(undefined);
	const said = caught('unknown', new Error('select * from staff where password = x'));
	expect(said).toEqual({ message: 'fault', request: expect.any(String) as string });
	expect(error.mock.calls[0]![0]).toMatchObject({ request: (said as { request: string }).request });
});
