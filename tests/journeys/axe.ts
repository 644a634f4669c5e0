import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';

type Rules = NonNullable<axe.RunOptions['rules']>;

/** Rules that hold or fail by what a page says, or by how long it is: a name, a label, a language, two landmarks that are called the same. */
const SAYING = axe
	.getRules()
	.filter(
		({ ruleId, tags }) =>
			/label|name|unique|scrollable/.test(ruleId) ||
			tags.some((tag) => /^cat\.(text-alternatives|name-role-value|language|forms)$/.test(tag))
	)
	.map(({ ruleId }) => ruleId);

/** Looks at what a page says only: how it is built is the same in each language and was looked at in the first. */
export const sayingOnly: Rules = Object.fromEntries(
	axe
		.getRules()
		.filter(({ ruleId }) => !SAYING.includes(ruleId))
		.map(({ ruleId }) => [ruleId, { enabled: false }])
);

/** Each page that is opened from now on has the library: carried to one page after the other, it costs as much as the page does. */
export const bringsAxe = (context: BrowserContext): Promise<unknown> => context.addInitScript(axe.source);

/**
 * What axe finds wrong with a page as it stands there, and the names of the rules that held. What a frame holds is not looked into. The library
 * goes into a page that does not have it (`bringsAxe`) and tells only this: its bridge to the browser carries all that is right as well, and opens a page for it.
 */
export async function axeOf(page: Page, rules: Rules = {}): Promise<{ violations: axe.Result[]; held: string[] }> {
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
	return page.evaluate(async (asked) => {
		const { axe: here } = window as unknown as { axe: typeof axe };
		const { violations, passes } = await here.run(document, {
			iframes: false,
			resultTypes: ['violations'],
			rules: asked
		});
		return { violations, held: passes.map(({ id }) => id) };
	}, rules);
}

/** What axe finds wrong with a page as it stands there. */
export const faultsByAxe = async (page: Page): Promise<axe.Result[]> => (await axeOf(page)).violations;
