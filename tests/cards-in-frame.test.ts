import { expect, test } from 'vitest';
import { cards } from '#capabilities/field/cards.ts';
import { statementsOfCard } from '#capabilities/learning/cards-shown.ts';
import { findStatement } from '#capabilities/learning/frame.ts';

test('what each card at a door shows stands in the frame', () => {
	for (const { id, topic } of cards) {
		const [statement, ...more] = statementsOfCard(id, topic);
		expect(more, id).toEqual([]);
		expect(findStatement(statement!), id).toBeDefined();
	}
});
