import { addPlace } from '#capabilities/health-places/keep.server.ts';
import { anyone } from '#kernel/actor.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import { rightsOf } from '#program/roles.ts';
import { idOf, staffId, type Base } from './house.ts';

/** Three places that are nowhere: the real ones are the commune's to write. */
const places = [
	{
		name: 'Trạm y tế Quảng Bình (bịa)',
		kind: 'station',
		sees: ['general', 'heart', 'children'],
		address: 'Cạnh nhà văn hoá thôn Bến Gió',
		hours: 'Sáng và chiều, thứ Hai đến thứ Sáu',
		channel: 'Đến trạm lấy số, hoặc hỏi ở quầy của xã',
		stepFree: true
	},
	{
		name: 'Bệnh viện Đồi Sim (bịa)',
		kind: 'hospital',
		sees: ['general', 'heart', 'bones', 'eyes', 'children'],
		address: 'Đầu phố Đồi Sim',
		hours: 'Cả tuần, khám thường buổi sáng',
		channel: 'Đặt ở bàn đón tiếp của bệnh viện, trước một ngày',
		stepFree: true
	},
	{
		name: 'Phòng khám Cây Đa (bịa)',
		kind: 'clinic',
		sees: ['eyes', 'teeth'],
		address: 'Chợ Cây Đa',
		hours: 'Chiều thứ Ba và thứ Năm',
		channel: 'Hỏi ở quầy của xã, có người đặt giúp',
		stepFree: false
	}
] as const;

export async function seedHealthPlaces(base: Base, now: Date): Promise<void> {
	for (const place of places)
		await addPlace(
			{
				...base,
				now,
				actor: { ...anyone(new Set(rightsOf.leader)), kind: 'staff', id: staffId('thach'), centres: [1] },
				request: idOf(`health place ${place.name}`)
			},
			{
				...place,
				sees: [...place.sees],
				id: idOf(`health place ${place.name}`),
				checkedUntil: addDays(dayOf(now), 120)
			}
		);
}
