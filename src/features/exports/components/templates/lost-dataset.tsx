'use client'

import { IconDatabaseOff } from '@tabler/icons-react'
import { EmptyState } from '#src/components/empty-state.tsx'
import type { TemplateResource } from '../../templates/record/schema.ts'
import { TemplateMenu } from './template-menu.tsx'

/** A template whose data the reader can no longer read. */
export function LostDataset({ template }: { template: TemplateResource }) {
  return (
    <EmptyState
      icon={<IconDatabaseOff aria-hidden />}
      title="You cannot read this template’s data"
      action={<TemplateMenu template={template} maySchedule={false} />}
    >
      The dataset {template.export_type} no longer exists, or is not available to your role. Ask an admin for
      access, or delete the template.
    </EmptyState>
  )
}
