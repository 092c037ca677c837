'use client'

import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import {
  IconAdjustments,
  IconCalendarRepeat,
  IconCopy,
  IconDots,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { ConfirmDialog } from '#src/components/dialogs/confirm-dialog.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { deleteTemplateAction } from '../../templates/actions.ts'
import type { TemplateResource } from '../../templates/record/schema.ts'

interface Props {
  template: TemplateResource
  maySchedule: boolean
}

/** Everything else that can be done with a template. */
export function TemplateMenu({ template, maySchedule }: Props) {
  const router = useRouter()
  const [isDeleting, { open, close }] = useDisclosure()
  const { id, template_name, may_change, is_public } = template

  async function remove(): Promise<string | undefined> {
    const answer = await settleAction(deleteTemplateAction(id))
    if (!answer.ok) return answer.problem.message
    notifications.show({ title: 'Deleted', message: `The template ${template_name} was deleted.` })
    router.refresh()
    return undefined
  }

  return (
    <>
      <Menu position="bottom-end" width={210}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${template_name}`}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component={Link}
            href={`/exports/new?template=${id}`}
            leftSection={<IconAdjustments size={16} aria-hidden />}
          >
            Change and export
          </Menu.Item>
          {maySchedule ? (
            <Menu.Item
              component={Link}
              href={`/exports/schedules/new?template=${id}`}
              leftSection={<IconCalendarRepeat size={16} aria-hidden />}
            >
              Schedule
            </Menu.Item>
          ) : null}
          <Menu.Item
            component={Link}
            href={`/exports/templates/${id}`}
            leftSection={
              may_change ? <IconPencil size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
            }
          >
            {may_change ? 'Edit' : 'Save a copy'}
          </Menu.Item>
          {may_change ? (
            <>
              <Menu.Divider />
              <Menu.Item
                c="var(--mantine-color-error)"
                onClick={open}
                leftSection={<IconTrash size={16} aria-hidden />}
              >
                Delete…
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={isDeleting}
        onClose={close}
        title={`Delete “${template_name}”?`}
        confirmLabel="Delete"
        onConfirm={remove}
      >
        {is_public ? 'Nobody on the team will be able to use it. ' : ''}Exports made from it stay.
      </ConfirmDialog>
    </>
  )
}
