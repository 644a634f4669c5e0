/** What the cards of the field say aloud. A person records the same words into a file of the same name and drops it into `static/the-day`. */
export const cardTexts = {
	'the-fake-police':
		'Có người xưng công an, gọi đòi cài ứng dụng. Một: Cúp máy, không cãi, không hứa. Hai: Đợi 10 phút, uống chén nước đã. Ba: Gọi số tự tra, hoặc hỏi con, hỏi xã. Thật thì thế này: giấy mời có dấu, công an khu vực hẹn bác ra trụ sở.',
	'the-code-is-key':
		'Mã gửi về máy là chìa khoá nhà. Một: Không đọc mã cho ai, cán bộ, ngân hàng cũng không. Hai: Không bấm đường dẫn lạ, kể cả trong tin ngân hàng. Ba: Gọi số in trên thẻ, khi mã đến mà mình không làm gì. Thật thì thế này: mã do chính bác bấm xin, bác tự gõ, không đọc ra.',
	'the-relative-money':
		'Người nhà nhắn vay tiền, hay báo cấp cứu. Một: Dừng, chưa chuyển, gấp và giấu là hai dấu lừa. Hai: Gọi lại số cũ, không gọi số vừa nhắn. Ba: Hỏi câu chỉ nhà mình biết, hình và tiếng làm giả được. Thật thì thế này: con nghe máy ở số cũ và nói đúng câu của nhà mình.',
	'the-pay-after':
		'Nhận hàng rồi mới trả tiền. Một: Đúng đơn mình đặt?, không đặt thì không nhận. Hai: Mở xem trước, cùng người giao hàng. Ba: Rồi mới trả, chưa nhận thì không chuyển trước. Thật thì thế này: người giao hàng chờ bác xem hàng, tiền trao ngay lúc nhận.',
	'the-read-name':
		'Đọc tên người nhận trước khi chuyển. Một: Quét mã, mã dán đè thì hỏi chủ quán. Hai: Đọc to tên hiện ra, không đúng thì dừng. Ba: Xem số tiền rồi bấm, một lần thôi. Thật thì thế này: tên hiện ra đúng tên cửa hàng mình đang đứng.',
	'the-true-address':
		'Dịch vụ công thật: dịch vụ công, chấm gov chấm vn. Một: Tự gõ địa chỉ, hoặc nhờ quầy ghi vào máy. Hai: Xem đuôi chấm gov chấm vn, thiếu là không phải. Ba: Không vào qua tin nhắn, kể cả tin có tên cơ quan. Thật thì thế này: muốn biết hồ sơ, bác tự tra bằng mã trên giấy hẹn, hoặc ra quầy.',
	'the-keep-code':
		'Giữ mã hồ sơ, tự xem đến đâu. Một: Chụp hoặc chép mã, để cùng giấy tờ trong nhà. Hai: Gõ mã để xem, xem thì không mất tiền. Ba: Quá ngày thì hỏi quầy, mang theo mã. Thật thì thế này: không ai gọi đòi tiền để hồ sơ nhanh hơn.',
	'the-police-only':
		'VNeID: chỉ công an, và bác đến tận nơi. Một: Không qua điện thoại, công an không gọi kích hoạt. Hai: Tự đến công an xã, hoặc điểm lưu động ở thôn. Ba: Mang thẻ và máy, sim đứng tên mình. Thật thì thế này: xã báo ngày máy lưu động về thôn, bác đến tận nơi.',
	'the-own-password':
		'Mật khẩu VNeID: tự đặt, tự giữ. Một: Tự đặt, người khác quay đi, không lấy ngày sinh. Hai: Không nhờ ai giữ hộ, con cháu cũng để bác tự gõ. Ba: Quên thì ra công an xã, hoặc gọi 1900 0368. Thật thì thế này: người giúp thật quay đi khi bác gõ.',
	'the-book-visit':
		'Tự đặt lịch khám. Một: Hỏi kênh thật của nơi khám, không qua quảng cáo. Hai: Chọn nơi, khoa, ngày, thong thả, đổi được. Ba: Lưu phiếu hẹn, mang căn cước hoặc thẻ bảo hiểm. Thật thì thế này: tin nhắc lịch đến từ nơi bác đã đặt, không đòi chuyển tiền.',
	'the-bring-along':
		'Đi khám mang gì. Một: Căn cước hoặc VNeID, thay được thẻ bảo hiểm. Hai: Sổ, đơn thuốc cũ, xem được trên VNeID mức 2. Ba: Khẩn thì gọi 115, bác bấm ba số. Thật thì thế này: nơi khám nhìn căn cước của bác, không hỏi mật khẩu.'
} as const;
