/** @jsxRuntime automatic */
import { Head } from "@react-email/components";

/** For the <html> of a mail: the namespace of the settings for Outlook, which MailHead writes. */
export const OFFICE: object = {
	"xmlns:o": "urn:schemas-microsoft-com:office:office",
};

/**
 * The head of every letter and of the brief: the width, both colour schemes, no
 * automatic links. The control character becomes the comment that has Outlook
 * for Windows draw 96 pixels per inch (src/render/brief/outlook-table.ts).
 */
export function MailHead({ title, css }: { title: string; css: string }) {
	return (
		<Head>
			<meta name="viewport" content="width=device-width,initial-scale=1" />
			<meta name="color-scheme" content="light dark" />
			<meta name="supported-color-schemes" content="light dark" />
			<meta
				name="format-detection"
				content="telephone=no,date=no,address=no,email=no,url=no"
			/>
			<title>{title}</title>
			{"\u0006"}
			<style>{css}</style>
		</Head>
	);
}
