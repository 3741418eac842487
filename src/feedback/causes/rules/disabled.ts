import type { Rule } from "../rule.ts";

export const DISABLED: readonly Rule[] = [
	{
		cause: "disabled",
		phrases: [
			"WHO (~ |@ )?(that you tried to reach )?(has been |has |is |was |are |were )?(currently |temporarily |permanently |administratively |presently |now |been |: |- |, )?(disabled|suspended|inactive|deactivated|locked|frozen|blocked|on hold|dormant|unactivated|not active|inactivated|not activated|expired|restricted|barred|parked)",
			"WHO ..(disabled|suspended|deactivated|locked out|dormant)",
			"(disabled|suspended|inactive|deactivated|locked|expired|dormant|frozen) (mail |e-?mail )?WHO",
			"(mailbox|account|user|address|recipient) ..(is |no longer |not (yet |currently )?|in)(active|activated|enabled)",
			"not (yet |currently |been )?(active|activated|enabled)",
			"no longer active",
			"@ is (currently |temporarily )?(suspended|disabled|inactive|locked)",
			"disabled or discontinued",
			"(due to|because of|for|extended) inactivity",
			"inactiv(e|ity) (user|mailbox|account|for)",
			"never logged",
			"would love to have gotten this",
			"not been collected",
			"domain (~ )?(has been |has |is |was )?(disabled|suspended|expired|inactive|parked)",
			"temporarily (disabled|suspended|locked|inactive)",
			"(user|account|mailbox).. (was |is |has been )?(in)?active_",
			"(out of service|service suspended)",
			"account (has )?expired",
			"mailbox administratively",
		],
		example: "550 5.2.1 The email account that you tried to reach is disabled.",
	},
	{
		cause: "disabled",
		phrases: [
			"(konto|postfach|mailbox|adresse|benutzer) ..(gesperrt|deaktiviert|stillgelegt|inaktiv)",
			"(compte|boite|adresse|utilisateur|messagerie) ..(desactiv|suspend|bloqu|inactif|inactive)",
			"(cuenta|buzon|usuario|direccion) ..(desactivad|suspendid|deshabilitad|inactiv|bloquead)",
			"(conta|caixa|usuario|endereco) ..(desativad|suspens|inativ|bloquead|desabilitad)",
			"(account|casella|utente|indirizzo) ..(disattivat|sospes|disabilitat|bloccat|inattiv)",
			"(konto|skrzynka|skrzynki|adres) ..(zablokowan|nieaktywn|zawieszon|wyłączon)",
			"(ящик|пользовател|учетная запись|аккаунт|адрес) ..(заблокирован|отключ|неактив|приостановлен)",
			"(アカウント|メールボックス|ユーザー|アドレス|利用)…(停止|休止|無効|ロック)",
			"(邮箱|帐号|账号|帐户|账户|用户|信箱|帳號|使用者)…(停用|禁用|冻结|锁定|未激活|暂停|凍結|封)",
		],
		example: "Das Postfach des Empfängers ist gesperrt.",
	},
];
