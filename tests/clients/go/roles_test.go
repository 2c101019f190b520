package clients

import (
	"fmt"
	"testing"

	"github.com/spectrocloud/palette-sdk-go/api/models"
	"github.com/spectrocloud/palette-sdk-go/client"
	"github.com/stretchr/testify/require"
)

// aRoleEntity is what the Terraform provider sends.
func aRoleEntity(name string, scope models.V1Scope, permissions ...string) *models.V1Role {
	return &models.V1Role{
		Metadata: &models.V1ObjectMeta{Name: name, Annotations: map[string]string{"scope": string(scope)}},
		Spec:     &models.V1RoleSpec{Scope: scope, Type: "user", Permissions: permissions},
		Status:   &models.V1RoleStatus{IsEnabled: true},
	}
}

func TestARoleLives(t *testing.T) {
	// clusterProfile.get is Palette's, and means nothing here: it is kept all the same.
	permissions := []string{"sshKey.list", "sshKey.get", "clusterProfile.get"}
	uid, err := tenant().CreateRole(aRoleEntity(t.Name(), models.V1ScopeProject, permissions...))
	require.NoError(t, err)

	found, err := tenant().GetRoleByID(uid)
	require.NoError(t, err)
	require.Equal(t, uid, found.Metadata.UID)
	require.Equal(t, t.Name(), found.Metadata.Name)
	require.Equal(t, models.V1ScopeProject, found.Spec.Scope)
	require.Equal(t, "user", found.Spec.Type)
	require.ElementsMatch(t, permissions, found.Spec.Permissions)
	require.True(t, found.Status.IsEnabled)
	byName, err := tenant().GetRole(t.Name())
	require.NoError(t, err)
	require.Equal(t, uid, byName.Metadata.UID)

	require.NoError(t, tenant().UpdateRole(aRoleEntity(t.Name()+" two", models.V1ScopeProject, "project.get"), uid))
	changed, err := tenant().GetRoleByID(uid)
	require.NoError(t, err)
	require.Equal(t, t.Name()+" two", changed.Metadata.Name)
	require.Equal(t, []string{"project.get"}, changed.Spec.Permissions)

	require.NoError(t, tenant().DeleteRole(uid))
	_, err = tenant().GetRoleByID(uid)
	requireGone(t, err)
	requireGone(t, tenant().UpdateRole(aRoleEntity(t.Name(), models.V1ScopeProject), uid))
	requireGone(t, tenant().DeleteRole(uid))
}

// The client reads one page of 50 and looks no further; the built-in ones alone would nearly fill Palette's.
func TestACustomRoleIsFoundByNameHoweverManyThereAre(t *testing.T) {
	for i := range 45 {
		uid, err := tenant().CreateRole(aRoleEntity(fmt.Sprintf("%s %02d", t.Name(), i), models.V1ScopeTenant, "user.get"))
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, tenant().DeleteRole(uid)) })
	}
	for _, i := range []int{0, 44} {
		_, err := tenant().GetRole(fmt.Sprintf("%s %02d", t.Name(), i))
		require.NoError(t, err)
	}
}

func TestBuiltInRolesHavePalettesNamesAndStayAsTheyAre(t *testing.T) {
	for name, scope := range map[string]models.V1Scope{
		"Tenant Admin": models.V1ScopeTenant, "Tenant Viewer": models.V1ScopeTenant,
		"Tenant Project Admin": models.V1ScopeTenant, "Tenant Role Admin": models.V1ScopeTenant,
		"Tenant Team Admin": models.V1ScopeTenant, "Tenant User Admin": models.V1ScopeTenant,
		"Project Admin": models.V1ScopeProject, "Project Editor": models.V1ScopeProject,
		"Project Viewer": models.V1ScopeProject, "Cluster Admin": models.V1ScopeProject,
		"Cluster Editor": models.V1ScopeProject, "Cluster Viewer": models.V1ScopeProject,
	} {
		role, err := tenant().GetRole(name)
		require.NoError(t, err)
		require.Equal(t, scope, role.Spec.Scope)
		require.Equal(t, "system", role.Spec.Type)
		require.NotEmpty(t, role.Spec.Permissions)
		requireRefused(t, 409, "Conflict", tenant().DeleteRole(role.Metadata.UID))
		requireRefused(t, 409, "Conflict", tenant().UpdateRole(aRoleEntity(name, scope, "project.get"), role.Metadata.UID))
	}
}

func TestASecondRoleOfTheSameNameIsAConflictWhateverItsCase(t *testing.T) {
	for _, name := range []string{"project admin", "Tenant ADMIN"} {
		_, err := tenant().CreateRole(aRoleEntity(name, models.V1ScopeProject, "project.get"))
		requireRefused(t, 409, "Conflict", err)
	}
}

func TestARoleOfAnUnknownPermissionIsRefused(t *testing.T) {
	_, err := tenant().CreateRole(aRoleEntity(t.Name(), models.V1ScopeProject, "project.get", "sshKey.fly"))

	refused := requireRefused(t, 400, "InvalidRequest", err)
	require.Equal(t, "/spec/permissions/1", refused.Details.(map[string]any)["field"])
}

// A tenant's permission is none of a project role; Palette has it so, too.
func TestThePermissionsOfAScopeAreListedByName(t *testing.T) {
	keys, err := tenant().GetPermissionByName("SSH Key", client.PermissionScopeProject)
	require.NoError(t, err)
	require.ElementsMatch(t, []string{"sshKey.create", "sshKey.delete", "sshKey.get", "sshKey.list", "sshKey.update"}, keys.Permissions)
	require.Equal(t, models.V1ScopeProject, keys.Scope)
	_, err = tenant().GetPermissionByName("User", client.PermissionScopeTenant)
	require.NoError(t, err)
	_, err = tenant().GetPermissionByName("User", client.PermissionScopeProject)
	require.ErrorContains(t, err, "not found")
}

func TestANameWhereARolesUidBelongsIsGone(t *testing.T) {
	for _, name := range []string{"Project Admin", "Project%20Admin", "my role"} {
		_, err := tenant().GetRoleByID(name)
		requireGone(t, err)
	}
}
