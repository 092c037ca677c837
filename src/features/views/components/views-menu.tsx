'use client'

import { Button, Menu } from '@mantine/core'
import { IconBookmark, IconBookmarkPlus, IconSettings, IconUsers } from '@tabler/icons-react'
import Link from 'next/link'
import { useState } from 'react'
import type { SavedView } from '../schema.ts'
import { ManageViews } from './manage-views.tsx'
import { SaveView } from './save-view.tsx'

interface Props {
  /** The page's address without its first slash. */
  screen: string
  views: SavedView[]
  /** What would be saved: the page's parameters as they are. */
  parameters: Record<string, string>
}

/** Saved views of a page: open one, save the page as it is, or manage those that exist. */
export function ViewsMenu({ screen, views, parameters }: Props) {
  const [dialog, setDialog] = useState<'save' | 'manage'>()
  const close = () => setDialog(undefined)
  const current = views.find((view) => isSame(view.parameters, parameters))
  const own = views.filter(({ is_own }) => is_own)
  const shared = views.filter(({ is_own }) => !is_own)
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Button variant="default" size="xs" leftSection={<IconBookmark size={15} aria-hidden />}>
            {current ? `View: ${current.name}` : 'Views'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {own.length > 0 ? <Menu.Label>Your views</Menu.Label> : null}
          {own.map((view) => (
            <ViewItem key={view.id} view={view} isCurrent={view === current} />
          ))}
          {shared.length > 0 ? <Menu.Label>Shared with the team</Menu.Label> : null}
          {shared.map((view) => (
            <ViewItem key={view.id} view={view} isCurrent={view === current} />
          ))}
          {views.length > 0 ? <Menu.Divider /> : null}
          <Menu.Item
            leftSection={<IconBookmarkPlus size={16} aria-hidden />}
            onClick={() => setDialog('save')}
          >
            Save this view
          </Menu.Item>
          {views.length > 0 ? (
            <Menu.Item
              leftSection={<IconSettings size={16} aria-hidden />}
              onClick={() => setDialog('manage')}
            >
              Manage views
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <SaveView
        isOpen={dialog === 'save'}
        screen={screen}
        parameters={parameters}
        names={own.map(({ name }) => name)}
        onClose={close}
      />
      <ManageViews isOpen={dialog === 'manage'} views={views} onClose={close} />
    </>
  )
}

function ViewItem({ view, isCurrent }: { view: SavedView; isCurrent: boolean }) {
  const search = new URLSearchParams(view.parameters).toString()
  return (
    <Menu.Item
      component={Link}
      href={`/${view.screen}${search ? `?${search}` : ''}`}
      aria-current={isCurrent || undefined}
      fw={isCurrent ? 600 : undefined}
      rightSection={
        view.is_own && view.is_shared ? <IconUsers size={14} role="img" aria-label="shared" /> : undefined
      }
    >
      {view.name}
    </Menu.Item>
  )
}

/** A view says nothing of the place in the list. */
function isSame(one: Record<string, string>, other: Record<string, string>): boolean {
  const said = (values: Record<string, string>) => JSON.stringify(Object.entries(values).sort())
  return said(one) === said(other)
}
