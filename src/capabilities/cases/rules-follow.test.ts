import { describe, expect, it } from 'vitest';
import { followState, followSteps, isYourTurn, whoWaitsFor } from './rules-follow.ts';
import { statuses } from './rules-stage.ts';

const filed = (status: (typeof statuses)[number]) => ({ stage: 'filed', status, way: 'DIRECT' }) as const;
const at = new Date('2026-07-14T02:57:00Z');
const dates = { confirmedAt: at, receivedAt: at, filedAt: null, handedOverAt: null };

describe('how a case stands', () => {
	it('waits for an officer once she said yes at the desk', () =>
		expect(followState({ stage: 'confirmed', status: null, way: 'DIRECT' })).toBe('with-officer'));
	it('goes straight to the portal on her own account', () =>
		expect(followState({ stage: 'confirmed', status: null, way: 'ONLINE' })).toBe('to-portal'));
	it('says that the portal is silent', () =>
		expect(followState({ stage: 'received', status: null, way: 'DIRECT' }, { portal: 'silent' })).toBe(
			'portal-silent'
		));
	it('has a word for each status of the exchange', () =>
		expect(new Set(statuses.map((status) => followState(filed(status)))).size).toBe(10));
	it('no longer speaks of silence once it was filed', () =>
		expect(followState(filed(1), { portal: 'silent' })).toBe('new'));
	it('names who waits, and nobody when it is over', () => {
		expect(whoWaitsFor('portal-silent')).toEqual(['centre', 'portal']);
		expect(whoWaitsFor('handed-over')).toBeNull();
	});
	it('tells her when it is her turn', () =>
		expect([5, 6, 9, 4].map((status) => isYourTurn(followState(filed(status as 5))))).toEqual([
			true,
			true,
			true,
			false
		]));
});

const states = (steps: ReturnType<typeof followSteps>): string =>
	steps.map(({ id, state }) => `${id} ${state}`).join(', ');

describe('the way, step by step', () => {
	it('stands at the portal while it is silent', () =>
		expect(states(followSteps({ way: 'DIRECT', ...dates }, 'portal-silent', { state: 'paid', paidAt: at }))).toBe(
			'agreed ok, received ok, paid ok, portal at, made next, collect next'
		));
	it('knows no officer online and no step for money that nobody owes', () =>
		expect(
			states(followSteps({ way: 'ONLINE', ...dates, filedAt: at }, 'working', { state: 'nothing-due', paidAt: null }))
		).toBe('agreed ok, portal ok, made at, collect next'));
	it('ends with the result in her hands', () =>
		expect(
			states(
				followSteps({ way: 'DIRECT', ...dates, filedAt: at, handedOverAt: at }, 'handed-over', {
					state: 'paid',
					paidAt: at
				})
			)
		).toBe('agreed ok, received ok, paid ok, portal ok, made ok, collect ok'));
	it('promises nothing more once it was turned down', () =>
		expect(
			states(followSteps({ way: 'DIRECT', ...dates, filedAt: at }, 'turned-down', { state: 'due', paidAt: null }))
		).toBe('agreed ok, received ok, portal ok'));
	it('claims no agreement and no reception of a case that was filed elsewhere', () => {
		const elsewhere = { way: null, confirmedAt: null, receivedAt: null, filedAt: at, handedOverAt: null };
		const ids = followSteps(elsewhere, 'new', { state: 'due', paidAt: null }).map(({ id }) => id);
		expect(ids).toEqual(['paid', 'portal', 'made', 'collect']);
	});
});
