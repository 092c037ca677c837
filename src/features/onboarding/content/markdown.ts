import markdownIt from 'markdown-it'

/** HTML in a text is shown as text; images would tell another server who reads. */
const markdown = markdownIt({ html: false, linkify: false }).disable(['image'])

markdown.validateLink = (url) => /^(https?:\/\/|mailto:|\/(?![/\\]))/i.test(url.trim())

/** HTML of a Markdown text that is safe to put into a page. */
export function toHtml(text: string): string {
  return markdown.render(text)
}
