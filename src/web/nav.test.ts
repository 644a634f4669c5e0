import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { roles, type Role } from '#capabilities/access/rules-roles.ts';
import { rightsOf } from '#program/roles.ts';
import { chairOf, currentOf, pagesAt, pagesOf, wordsOf, type NavPage, type Page, type Seat } from './nav.ts';

const found = import.meta.glob<NavPage>('../routes/can-bo/**/nav.ts', { import: 'nav', eager: true });
const all = pagesAt(found);

const seat = (role: Role, atDesk: boolean): Seat => ({ may: new Set(rightsOf[role]), chair: role, atDesk });
const hrefs = (pages: readonly Page[]): string[] => pages.map(({ href }) => href.replace('/can-bo/', ''));
const words = (role: Role, atDesk = false): string[] =>
	hrefs(wordsOf(pagesOf(all, seat(role, atDesk)), seat(role, atDesk)));

test('each page stands beside the route that it names', () => {
	for (const file of Object.keys(found)) {
		const [page] = pagesAt({ [file]: found[file]! });
		expect(page?.href).toMatch(/^\/can-bo\/[a-z-/]+$/);
		expect(existsSync(new URL(`${file.replace(/nav\.ts$/, '')}+page.svelte`, import.meta.url))).toBe(true);
	}
	expect(all.length).toBeGreaterThan(10);
});

test('each right is one that somebody holds, and each other page that stands under a name is there', () => {
	const held = new Set(roles.flatMap((role) => rightsOf[role]));
	for (const page of all) expect(held, page.href).toContain(page.opens.called);
	for (const under of all.flatMap((page) => page.under ?? []))
		expect(existsSync(new URL(`../routes/can-bo/(nha)/${under.replace('/can-bo/', '')}`, import.meta.url)), under).toBe(
			true
		);
});

describe.each(roles)('the words of %s', (role) => {
	test('are at most five pages in places of their own, each of which opens for her; the sixth word is the sheet', () => {
		const hers = all.filter((page) => page.among?.[role]);
		expect(hers.length).toBeLessThanOrEqual(5);
		expect(hers.length).toBeGreaterThan(0);
		expect(new Set(hers.map((page) => page.among?.[role])).size).toBe(hers.length);
		for (const page of hers) expect(rightsOf[role], page.href).toContain(page.opens.called);
	});
});

test('the words follow the chair', () => {
	expect(words('guide', true)).toEqual(['bang', 'quay', 'nhu-cau', 'dan-cu']);
	expect(words('guide')).toEqual(['bang', 'nhu-cau', 'dan-cu']);
	expect(words('receiving-officer', true)).toEqual(['quay', 'ho-so', 'bang', 'nhu-cau', 'dan-cu']);
	expect(words('leader')).toEqual(['hom-nay', 'nhu-cau', 'ho-so', 'dan-cu', 'yeu-cau-du-lieu']);
	expect(words('police')).toEqual(['lich-cong-an']);
	expect(words('administrator')).toEqual(['thiet-bi', 'yeu-cau-du-lieu', 'hom-nay', 'truc-trac', 'can-bo-xa']);
	expect(words('province')).toEqual(['hom-nay', 'bao-dong']);
	expect(words('area-lead')).toEqual(['bang-thon', 'can-xem', 'xin-den-nha', 'xep-ngay', 'chien-dich']);
	expect(words('volunteer')).toEqual(['di-thon', 'lop-cua-toi']);
	expect(words('co-host')).toEqual(['lop-cua-toi']);
	expect(words('engineer')).toEqual(['phieu-cua-toi']);
});

test('what she may not open is not there', () => {
	expect(hrefs(pagesOf(all, seat('police', false)))).toEqual(['lich-cong-an', 'lop-cua-toi', 'bao-cho-toi']);
	expect(hrefs(pagesOf(all, seat('engineer', false)))).toEqual(['phieu-cua-toi', 'bao-cho-toi']);
	expect(hrefs(pagesOf(all, seat('guide', true)))).not.toContain('thiet-bi');
});

test('whoever holds two roles sits in one chair: that of her desk, else the first of those that lead', () => {
	expect(chairOf(['guide', 'receiving-officer'], 'guide')).toBe('guide');
	expect(chairOf(['guide', 'receiving-officer'], 'counter')).toBe('receiving-officer');
	expect(chairOf(['administrator', 'leader'], null)).toBe('leader');
	expect(chairOf(['leader'], 'counter')).toBe('leader');
	expect(chairOf([], null)).toBeUndefined();
});

test.each([
	['/can-bo/ho-so/8c1f', 'ho-so'],
	['/can-bo/nguoi-dan/8c1f', 'dan-cu'],
	['/can-bo/dan-cu/nhap/8c1f', 'dan-cu/nhap'],
	['/can-bo/dan-cu', 'dan-cu'],
	['/can-bo/hom-nay/late', 'hom-nay'],
	['/can-bo/cho-ngoi', undefined],
	['/can-bo/tat-ca', undefined]
])('%s stands under %s', (path, page) => {
	expect(currentOf(all, path)?.href).toBe(page && `/can-bo/${page}`);
});
