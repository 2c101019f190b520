package clients

import (
	"testing"
	"time"

	"github.com/spectrocloud/palette-sdk-go/api/models"
	"github.com/spectrocloud/palette-sdk-go/client"
	"github.com/stretchr/testify/require"
)

func anSSHKey(name, publicKey string) *models.V1UserAssetSSH {
	return &models.V1UserAssetSSH{
		Metadata: &models.V1ObjectMeta{Name: name},
		Spec:     &models.V1UserAssetSSHSpec{PublicKey: publicKey},
	}
}

func TestAnSSHKeyLivesInAProject(t *testing.T) { anSSHKeyLives(t, in(aProject(t))) }

func TestAnSSHKeyLivesInTheTenant(t *testing.T) { anSSHKeyLives(t, tenant()) }

func anSSHKeyLives(t *testing.T, palette *client.V1Client) {
	// What the caller wrote comes back byte for byte: the client compares it with what it holds.
	public := aPublicKey(t, "ada@laptop  with  blanks") + "\n"
	uid, err := palette.CreateSSHKey(anSSHKey(t.Name(), public))
	require.NoError(t, err)

	found, err := palette.GetSSHKey(uid)
	require.NoError(t, err)
	require.Equal(t, uid, found.Metadata.UID)
	require.Equal(t, t.Name(), found.Metadata.Name)
	require.Equal(t, public, found.Spec.PublicKey)
	require.WithinDuration(t, time.Now(), time.Time(found.Metadata.CreationTimestamp), time.Hour)
	require.True(t, time.Time(found.Metadata.DeletionTimestamp).IsZero())

	byName, err := palette.GetSSHKeyByName(t.Name())
	require.NoError(t, err)
	require.Equal(t, uid, byName.Metadata.UID)

	other := aPublicKey(t, "ada@desk")
	require.NoError(t, palette.UpdateSSHKey(uid, anSSHKey(t.Name()+" at the desk", other)))
	changed, err := palette.GetSSHKey(uid)
	require.NoError(t, err)
	require.Equal(t, t.Name()+" at the desk", changed.Metadata.Name)
	require.Equal(t, other, changed.Spec.PublicKey)

	require.NoError(t, palette.DeleteSSHKey(uid))
	_, err = palette.GetSSHKey(uid)
	requireGone(t, err)
	requireGone(t, palette.DeleteSSHKey(uid))
	_, err = palette.GetSSHKeyByName(t.Name() + " at the desk")
	require.ErrorContains(t, err, "not found")
}

func TestTwoScopesMayHaveAnSSHKeyOfTheSameNameAndAProjectFindsItsOwn(t *testing.T) {
	project := in(aProject(t))
	tenants, err := tenant().CreateSSHKey(anSSHKey(t.Name(), aPublicKey(t, "tenant")))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, tenant().DeleteSSHKey(tenants)) })

	inherited, err := project.GetSSHKeyByName(t.Name())
	require.NoError(t, err)
	require.Equal(t, tenants, inherited.Metadata.UID)

	own, err := project.CreateSSHKey(anSSHKey(t.Name(), aPublicKey(t, "project")))
	require.NoError(t, err)
	first, err := project.GetSSHKeyByName(t.Name())
	require.NoError(t, err)
	require.Equal(t, own, first.Metadata.UID)
}

// As the Terraform provider does when the context of a key is changed, or an import names a key of elsewhere.
func TestAnSSHKeyOfAnotherScopeIsGone(t *testing.T) {
	project, stranger := in(aProject(t)), tenant()
	uid, err := project.CreateSSHKey(anSSHKey(t.Name(), aPublicKey(t, "here")))
	require.NoError(t, err)

	_, err = stranger.GetSSHKey(uid)
	requireGone(t, err)
	requireGone(t, stranger.UpdateSSHKey(uid, anSSHKey(t.Name(), aPublicKey(t, "there"))))
	requireGone(t, stranger.DeleteSSHKey(uid))
}

func TestANameWhereAnSSHKeysUidBelongsIsGone(t *testing.T) {
	for _, name := range []string{"my key", "my%20key", "ключ", "a/b", "..", "", "x'--"} {
		_, err := tenant().GetSSHKey(name)
		requireGone(t, err)
	}
}

func TestAnSSHKeyThatIsNoneIsRefusedAndTheMemberNamed(t *testing.T) {
	for _, text := range []string{"ssh-rsa AAAAB3NzaC1yc2ETEST test-ssh-key", "ssh-rsa AAAAB3....", ""} {
		_, err := tenant().CreateSSHKey(anSSHKey(t.Name(), text))
		refused := requireRefused(t, 400, "InvalidRequest", err)
		require.Equal(t, "/spec/publicKey", refused.Details.(map[string]any)["field"])
	}
}

func TestASecondSSHKeyOfTheSameNameIsAConflict(t *testing.T) {
	project := in(aProject(t))
	first, err := project.CreateSSHKey(anSSHKey(t.Name(), aPublicKey(t, "first")))
	require.NoError(t, err)

	_, err = project.CreateSSHKey(anSSHKey(t.Name(), aPublicKey(t, "second")))

	refused := requireRefused(t, 409, "Conflict", err)
	require.Equal(t, first, refused.Details.(map[string]any)["other"])
}
