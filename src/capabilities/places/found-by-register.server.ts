import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { FoundByRegister } from './inputs.ts';
import { writeCentre } from './found-centre.server.ts';
import { centreNamed, WEEKDAYS } from './rules-founding.ts';
import { findUnit, listCommunesOf, listProvinces } from './sql-units.server.ts';
import { listCentres } from './sql.server.ts';

const Unit = v.object({ code: v.string(), name: v.string() });

/** The 34 provinces, and the communes of one of them, as the public register has them. */
export const unitsToChoose = query(
	{
		name: 'places.units-to-choose',
		group: 'house',
		input: v.object({ province: v.nullable(v.string()) }),
		answer: v.object({ provinces: v.array(Unit), communes: v.array(Unit) }),
		look: 'holds no name'
	},
	async ({ db }, { province }) => ({
		provinces: [...(await listProvinces(db))],
		communes: province === null ? [] : [...(await listCommunesOf(db, province))]
	})
);

/**
 * Sets up a commune of the register with its centre: names and codes come from there, hours are those of an office until its
 * administrator says otherwise, files go by hand. Refuses a code that no commune has (`unit-unknown`) and a house that has its
 * centre (`centre-there`).
 */
export const foundByRegister = command(
	{
		name: 'places.found-by-register',
		group: 'house',
		input: FoundByRegister,
		answer: v.object({ centre: v.number() })
	},
	async ({ db }, { commune, agencyCode }) => {
		if ((await listCentres(db)).length > 0) throw new Refusal('centre-there');
		const unit = await findUnit(db, commune);
		if (!unit) throw new Refusal('unit-unknown');
		const province = { id: Number(unit.parentCode), name: unit.parentName, code: unit.parentCode };
		await writeCentre(db, {
			province,
			provinceId: province.id,
			commune: { id: Number(unit.code), name: unit.name, code: unit.code },
			centre: { id: 1, ...centreNamed(unit.name, agencyCode) },
			openings: WEEKDAYS,
			since: '2025-07-01'
		});
		return { answer: { centre: 1 }, centre: 1, detail: { commune: unit.code } };
	}
);
