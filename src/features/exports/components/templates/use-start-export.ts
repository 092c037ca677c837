import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDay } from '#src/components/format/instants.ts'
import { settleAction } from '#src/components/settle-action.ts'
import { createExportAction } from '../../actions.ts'
import type { TemplateResource } from '../../templates/record/schema.ts'

/** Starts an export as the template says, and goes to it. */
export function useStartExport({ id, template_name }: TemplateResource) {
  const router = useRouter()
  const formats = useFormats()
  const [isStarting, setStarting] = useState(false)

  async function start() {
    setStarting(true)
    const today = formatDay(new Date(formats.now), formats)
    const export_name = `${template_name.slice(0, 180)}, ${today}`
    const answer = await settleAction(createExportAction({ template_id: id, export_name }))
    if (answer.ok) {
      router.push(`/exports/${answer.data.id}`)
      return
    }
    setStarting(false)
    notifications.show({
      color: 'red',
      title: 'The export did not start',
      message: answer.problem.message,
      autoClose: 12_000,
    })
  }

  return { start, isStarting }
}
