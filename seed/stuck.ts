import { openIncident } from '#capabilities/incidents/open.server.ts';
import { endIncident } from '#capabilities/incidents/over.server.ts';
import { handOverLostMoney } from '#capabilities/support/hand-over.server.ts';
import { beginLostMoney, nameLostMoney } from '#capabilities/support/lost-money.server.ts';
import { giveTicket } from '#capabilities/support/give.server.ts';
import { sayOnTicket, takeTicket } from '#capabilities/support/go-on.server.ts';
import { openTicket } from '#capabilities/support/write.server.ts';
import { asOn, who } from './classes.ts';
import { idOf, staffId, type Base } from './house.ts';

/** Four who are stuck (one that waits for a photo, one that nobody has taken, a printer, and one that is with an engineer), one who lost money, and an outage that is over. */
export async function seedStuck(base: Base, now: Date): Promise<void> {
	const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
	const none = { person: null, caller: null, phone: null, fault: null } as const;
	const [signs, card, printer] = ['signs', 'card', 'printer'].map((one) => idOf(`stuck ${one}`)) as [
		string,
		string,
		string
	];
	await openTicket(asOn(base, ago(90), 'stuck signs'), {
		...{ ...none, id: signs, system: 'signature', source: 'phone', stuck: 'one', due: 'this-week' },
		...{
			caller: 'Bèo Thị Ao',
			phone: '0900 000 555',
			words: 'Em ký trên Cổng, máy báo chứng thư lỗi. Bấm mãi không được.'
		}
	});
	await takeTicket(asOn(base, ago(80), 'stuck signs taken'), { ticket: signs, version: 1 });
	await sayOnTicket(asOn(base, ago(75), 'stuck signs waits'), {
		...{ id: idOf('stuck signs word'), ticket: signs, version: 2, kind: 'waits', until: null },
		words: 'Chị chụp giúp em màn hình có dòng báo lỗi.'
	});
	await openTicket(asOn(base, ago(30), 'stuck card'), {
		...{ ...none, id: card, system: 'health', source: 'counter', stuck: 'one', due: 'later' },
		...{ person: who(2), words: 'Mở VNeID không thấy thẻ bảo hiểm.' }
	});
	await openTicket(asOn(base, ago(20), 'stuck printer'), {
		...{ ...none, id: printer, system: 'printer', source: 'staff', stuck: 'many', due: 'today' },
		words: 'Máy in bàn hướng dẫn nhòe, in phiếu không đọc được.'
	});
	await seedLost(base, ago);
	await seedOutage(base, ago);
	await seedGiven(base, ago);
}

/** One who lost money an hour ago: the police have it, and both calls are ahead. */
async function seedLost(base: Base, ago: (minutes: number) => Date): Promise<void> {
	const lost = idOf('stuck lost');
	await beginLostMoney(asOn(base, ago(60), 'stuck lost'), { id: lost });
	await nameLostMoney(asOn(base, ago(55), 'stuck lost name'), {
		...{ ticket: lost, version: 1, person: who(3), caller: null, phone: null }
	});
	await handOverLostMoney(asOn(base, ago(50), 'stuck lost handed'), {
		...{ id: idOf('stuck lost handed'), ticket: lost, version: 2, to: staffId('sam') }
	});
}

/** A telephone without a signal, which an engineer of the telecom company sees to. */
async function seedGiven(base: Base, ago: (minutes: number) => Date): Promise<void> {
	const ticket = idOf('stuck given');
	await openTicket(asOn(base, ago(25), 'stuck given'), {
		...{ id: ticket, system: 'phone', source: 'phone', stuck: 'one', due: 'this-week', person: null, fault: null },
		...{ caller: 'Rong Văn Đầm', phone: '0900 000 557', words: 'Cả xóm em máy không có sóng từ tối qua.' }
	});
	await giveTicket(asOn(base, ago(15), 'stuck given away'), {
		...{ id: idOf('stuck given word'), ticket, version: 1, to: staffId('chop') },
		words: 'Đã tắt bật máy, đổi chỗ đứng, vẫn không có sóng.'
	});
}

/** The network was away for half an hour this morning, and works. */
async function seedOutage(base: Base, ago: (minutes: number) => Date): Promise<void> {
	const incident = idOf('stuck outage');
	await openIncident(asOn(base, ago(190), 'stuck outage'), {
		...{ id: incident, system: 'network', since: null },
		words: 'Cả ba quầy không mở được trang nào.'
	});
	await endIncident(asOn(base, ago(160), 'stuck outage over'), { incident, version: 1 });
}
