import type { Form } from '../form.ts';
import { applicant, choice, remarks, SEXES, words } from './questions.ts';

/** Request for the social pension (form 01 of NĐ 176/2025/NĐ-CP): no fee, one paper. */
export const form: Form = {
	id: '1.014027',
	version: 1,
	questions: [
		...applicant,
		{
			id: 'applicant-sex',
			kind: 'choice',
			person: 'applicant',
			prefill: 'sex',
			required: true,
			portalLabel: 'Giới tính',
			ask: words('Bác là nam hay nữ?', 'Are you a man or a woman?', 'आप पुरुष हैं या महिला?'),
			choices: SEXES
		},
		{
			id: 'applicant-ethnicity',
			kind: 'ethnic-group',
			person: 'applicant',
			prefill: 'ethnicity',
			required: true,
			portalLabel: 'Dân tộc',
			ask: words('Bác là người dân tộc nào?', 'What is your ethnic group?', 'आप किस जातीय समूह से हैं?')
		},
		{
			id: 'want',
			kind: 'choice',
			required: true,
			portalLabel: 'Nội dung đề nghị',
			ask: words('Bác muốn xin việc gì?', 'What do you ask for?', 'आप क्या चाहते हैं?'),
			choices: [
				choice(
					'begin',
					'Hưởng trợ cấp hưu trí xã hội',
					'Bắt đầu nhận trợ cấp',
					'To begin receiving it',
					'सहायता शुरू कराना'
				),
				choice('change', 'Điều chỉnh trợ cấp hưu trí xã hội', 'Thay đổi mức, nơi nhận', 'To change it', 'बदलाव कराना'),
				choice('end', 'Thôi hưởng trợ cấp hưu trí xã hội', 'Thôi nhận', 'To stop it', 'बंद कराना')
			]
		},
		{
			id: 'other-pension',
			kind: 'yes-no',
			required: true,
			portalLabel: 'Đang hưởng lương hưu, trợ cấp bảo hiểm xã hội hằng tháng',
			ask: words(
				'Bác có đang nhận lương hưu nào không?',
				'Do you receive any pension now?',
				'क्या आपको अभी कोई पेंशन मिलती है?'
			)
		},
		{
			id: 'household',
			kind: 'choice',
			required: true,
			portalLabel: 'Thuộc hộ nghèo, hộ cận nghèo',
			ask: words(
				'Nhà bác có thuộc hộ nghèo không?',
				'Is your household listed as poor?',
				'क्या आपका परिवार ग़रीब सूची में है?'
			),
			choices: [
				choice('none', 'Không', 'Không', 'No', 'नहीं'),
				choice('poor', 'Hộ nghèo', 'Hộ nghèo', 'Poor', 'ग़रीब'),
				choice('near-poor', 'Hộ cận nghèo', 'Hộ cận nghèo', 'Near-poor', 'निकट-ग़रीब')
			]
		},
		{
			id: 'paid-by',
			kind: 'choice',
			required: true,
			portalLabel: 'Hình thức nhận trợ cấp',
			ask: words('Bác muốn nhận tiền bằng cách nào?', 'How do you want to be paid?', 'पैसा कैसे लेना चाहेंगे?'),
			choices: [
				choice('account', 'Qua tài khoản', 'Vào tài khoản', 'To an account', 'खाते में'),
				choice('cash', 'Bằng tiền mặt', 'Tiền mặt', 'In cash', 'नक़द')
			]
		},
		{
			id: 'account',
			kind: 'text',
			person: 'applicant',
			prefill: 'bankAccount',
			required: true,
			when: { question: 'paid-by', is: ['account'] },
			portalLabel: 'Số tài khoản, ngân hàng',
			ask: words('Số tài khoản và tên ngân hàng?', 'What is the account number and bank?', 'खाता संख्या और बैंक?'),
			hint: words(
				'Chỉ số tài khoản. Không viết mật khẩu.',
				'The account number only, never a password.',
				'केवल खाता संख्या, पासवर्ड कभी नहीं।'
			)
		},
		remarks
	]
};
